import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** The customer. Its `sid` stands in API paths. */
@Entity("account")
export class Account {
  @PrimaryColumn(col.id) id: string;
  @Column({ type: "varchar", length: 64 }) sid: string;
  @Column({ type: "varchar", length: 100 }) name: string;
  @Column(col.flag) suspended: boolean;
  @Column(col.instant) createdAt: Date;
  /** Revision of the newest change that a gateway must know. */
  @Column(col.count) revision: number;
}
