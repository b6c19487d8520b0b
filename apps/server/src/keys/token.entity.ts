import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A pair's secret half: at most one ACTIVE (`retiresAt` null) and one that retires or has retired. Its text is stored nowhere. */
@Entity("token")
export class Token {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) apiKeyId: string;
  /** How `hash` was made; "sha256": lower-case hex SHA-256 of the token's text. */
  @Column({ type: "varchar", length: 16 }) hashScheme: string;
  @Column({ type: "varchar", length: 64 }) hash: string;
  @Column({ type: "varchar", length: 16 }) hint: string;
  @Column(col.instant) createdAt: Date;
  @Column(col.optionalInstant) retiresAt: Date | null;
  /** Ended early by its owner; retired on every gateway, whatever its clock says. */
  @Column(col.optionalInstant) deletedAt: Date | null;
}
