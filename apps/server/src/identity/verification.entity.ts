import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A pending proof: a reset link, say. Written by better-auth. */
@Entity("verification")
export class Verification {
  @PrimaryColumn(col.id) id: string;
  @Column({ type: "varchar", length: 254 }) identifier: string;
  @Column(col.text) value: string;
  @Column(col.instant) expiresAt: Date;
  @Column(col.instant) createdAt: Date;
  @Column(col.instant) updatedAt: Date;
}
