import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A running gateway and the revision that it has applied. Written by gateways; counts until `lastSeenAt` + lease. */
@Entity("gateway")
export class Gateway {
  @PrimaryColumn(col.id) id: string;
  @Column(col.count) revision: number;
  @Column({ type: "int" }) lagMilliseconds: number;
  @Column(col.instant) lastSeenAt: Date;
  @Column({ type: "int" }) leaseSeconds: number;
  @Column(col.instant) startedAt: Date;
}
