import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A user who was on the provider's staff: what they did as operators was done by "Operator", for customers, and stays so. */
@Entity("former_operator")
export class FormerOperator {
  @PrimaryColumn(col.id) userId: string;
  /** The last time. */
  @Column(col.instant) removedAt: Date;
}
