import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A network from which a key may be used, in canonical form. */
@Entity("allowlist_entry")
export class AllowlistEntry {
  @PrimaryColumn(col.id) apiKeyId: string;
  @PrimaryColumn({ type: "varchar", length: 64 }) cidr: string;
  @Column({ type: "varchar", length: 500, nullable: true }) note: string | null;
  /** Place in the owner's list, from 0. */
  @Column({ type: "int" }) position: number;
}
