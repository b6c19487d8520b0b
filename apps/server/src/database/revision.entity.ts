import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** How many changes a gateway may be behind and still follow; beyond, it loads everything. */
export const MARKS = 1_000;

/**
 * Row 1: the number of the newest change. Locked by its writer until commit, so that revisions appear in order. The others: the newest
 * changes with their marks, each in the place of the one that lies `MARKS` behind.
 */
@Entity("revision")
export class Revision {
  @PrimaryColumn({ type: "int" }) id: number;
  @Column(col.strictCount) value: number;
  /** No other change has it, also where a restored database gives out the same number again. Null: made by a server that set none. */
  @Column(col.optionalId) mark: string | null;
}
