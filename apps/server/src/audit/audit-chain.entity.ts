import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** Where a chain of audit events ends. Locked by its writer until commit, so that events follow one another. */
@Entity("audit_chain")
export class AuditChain {
  /** The account's, or INSTALLATION_CHAIN. */
  @PrimaryColumn(col.id) id: string;
  /** How many events it has. */
  @Column(col.strictCount) length: number;
  /** Of the last one. */
  @Column({ type: "varchar", length: 64 }) hash: string;
}
