import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** One row, id 1: the number of the newest change. Locked by its writer until commit, so that revisions appear in order. */
@Entity("revision")
export class Revision {
  @PrimaryColumn({ type: "int" }) id: number;
  @Column(col.strictCount) value: number;
}
