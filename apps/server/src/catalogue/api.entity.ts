import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A product API with one throttle limit. A retired one stays, so that keys keep what they were granted. */
@Entity("api")
export class Api {
  @PrimaryColumn(col.code) code: string;
  @Column({ type: "varchar", length: 100 }) name: string;
  /** Place in the catalogue, from 0. */
  @Column({ type: "int" }) position: number;
  @Column({ type: "int" }) catalogueLimit: number;
  @Column({ type: "int" }) windowSeconds: number;
  /** An operator's default; wins over the catalogue's while it is set. */
  @Column({ type: "int", nullable: true }) operatorLimit: number | null;
  @Column(col.optionalInstant) retiredAt: Date | null;
  @Column(col.count) revision: number;
}
