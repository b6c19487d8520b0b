import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A mutation that was carried out under its caller's own key; kept for 24 hours. */
@Entity("idempotency_record")
export class IdempotencyRecord {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;
  /** User id or public key of who asked. */
  @Column({ type: "varchar", length: 64 }) actor: string;
  @Column({ type: "varchar", length: 64 }) mutation: string;
  @Column(col.exact(101)) idempotencyKey: string;
  /** Hex SHA-256 of the input. */
  @Column({ type: "varchar", length: 64 }) inputHash: string;
  @Column(col.id) subjectId: string;
  @Column(col.instant) createdAt: Date;
}
