import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A user on the provider's staff. */
@Entity("operator")
export class Operator {
  @PrimaryColumn(col.id) userId: string;
  @Column(col.instant) createdAt: Date;
}
