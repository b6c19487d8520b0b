import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** One of the newest 200 denials of a key. Written by gateways. */
@Entity("denial")
export class Denial {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) apiKeyId: string;
  @Column({ type: "varchar", length: 64 }) requestId: string;
  @Column(col.instant) at: Date;
  @Column({ type: "varchar", length: 24 }) reason: string;
  @Column({ type: "varchar", length: 32 }) method: string;
  /** Up to the query, at most 500 characters. */
  @Column({ type: "varchar", length: 500 }) path: string;
  @Column({ type: "varchar", length: 64, nullable: true }) address: string | null;
  @Column({ ...col.code, nullable: true }) operation: string | null;
}
