import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** Who changed what, from where; written in the transaction of the change. */
@Entity("audit_event")
export class AuditEvent {
  /** Ordered by time. */
  @PrimaryColumn(col.id) id: string;
  /** Null: of the installation. */
  @Column(col.optionalId) accountId: string | null;
  @Column(col.instant) at: Date;
  /** "apiKey.created", say. */
  @Column({ type: "varchar", length: 64 }) action: string;
  @Column(col.optionalId) actorUserId: string | null;
  /** The public key of the automation key that acted. */
  @Column({ type: "varchar", length: 64, nullable: true }) actorApiKey: string | null;
  @Column({ type: "varchar", length: 64, nullable: true }) address: string | null;
  @Column(col.optionalId) subjectId: string | null;
  @Column(col.text) summary: string;
}
