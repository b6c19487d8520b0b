import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/**
 * Calls of one key in one minute, or, when that is some days ago, in the hour that begins with it. Written by gateways, added up over all of
 * them. Text that does not apply is empty.
 */
@Entity("usage_minute")
export class UsageMinute {
  @PrimaryColumn(col.id) apiKeyId: string;
  /** Epoch minutes. */
  @PrimaryColumn(col.count) minute: number;
  @PrimaryColumn(col.id) tokenId: string;
  @PrimaryColumn(col.code) operation: string;
  /** "ALLOWED" or a DenialReason. */
  @PrimaryColumn({ type: "varchar", length: 24 }) outcome: string;
  /** "other" beyond 100 addresses per key and minute. */
  @PrimaryColumn({ type: "varchar", length: 64 }) address: string;
  @Column(col.count) calls: number;
  @Column(col.instant) lastAt: Date;
}
