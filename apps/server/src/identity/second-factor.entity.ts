import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A person's codes by time (RFC 6238), and what stands in for them. Written by better-auth, which encrypts both with AUTH_SECRET. */
@Entity("second_factor")
export class SecondFactor {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) userId: string;
  @Column(col.text) secret: string;
  @Column(col.text) backupCodes: string;
  /** A first code was right. */
  @Column(col.flag) verified: boolean;
  @Column(col.count) failedVerificationCount: number;
  /** After too many wrong codes, no code is looked at until then. */
  @Column(col.optionalInstant) lockedUntil: Date | null;
  /** Of which 30 seconds since the epoch the last code was: none of them, or of earlier ones, counts any more. Ours, not better-auth's. */
  @Column(col.optionalCount) lastStep: number | null;
}
