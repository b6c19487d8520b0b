import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** One method and path of an Api. */
@Entity("operation")
export class Operation {
  @PrimaryColumn(col.code) code: string;
  @Column(col.code) apiCode: string;
  /** Place in the catalogue, from 0. */
  @Column({ type: "int" }) position: number;
  @Column({ type: "varchar", length: 16 }) method: string;
  @Column({ type: "varchar", length: 500 }) path: string;
  @Column({ type: "varchar", length: 500 }) summary: string;
  /** Its path carries the account's `{sid}`. */
  @Column(col.flag) accountScoped: boolean;
  @Column(col.optionalInstant) retiredAt: Date | null;
  @Column(col.count) revision: number;
}
