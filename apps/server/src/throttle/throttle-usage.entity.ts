import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** What one gateway saw of (Account, Api) in one minute. Written by gateways. */
@Entity("throttle_minute")
export class ThrottleMinute {
  @PrimaryColumn(col.id) accountId: string;
  @PrimaryColumn(col.code) apiCode: string;
  /** Epoch minutes. */
  @PrimaryColumn(col.count) minute: number;
  @PrimaryColumn(col.id) gatewayId: string;
  /** Most requests admitted in one trailing window that ended in this minute. */
  @Column(col.int) peak: number;
  @Column(col.count) throttled: number;
}

/** What one gateway has in its trailing window now. Written by gateways, about once a second while it is not 0. */
@Entity("throttle_live")
export class ThrottleLive {
  @PrimaryColumn(col.id) accountId: string;
  @PrimaryColumn(col.code) apiCode: string;
  @PrimaryColumn(col.id) gatewayId: string;
  @Column(col.int) used: number;
  /** By the database's clock. */
  @Column(col.instant) at: Date;
}
