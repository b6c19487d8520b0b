import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A signed-in browser. Written by better-auth. */
@Entity("session")
export class Session {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) userId: string;
  @Column({ type: "varchar", length: 100 }) token: string;
  @Column(col.instant) expiresAt: Date;
  @Column({ type: "varchar", length: 64, nullable: true }) ipAddress: string | null;
  @Column(col.optionalText) userAgent: string | null;
  @Column(col.instant) createdAt: Date;
  @Column(col.instant) updatedAt: Date;
}
