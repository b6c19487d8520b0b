import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

/** A limit that operators gave to one account. In force is the newest that has not ended. */
@Entity("throttle_grant")
export class ThrottleGrant {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;
  @Column(col.code) apiCode: string;
  @Column(col.int) limit: number;
  @Column(col.optionalInstant) validUntil: Date | null;
  @Column(col.instant) createdAt: Date;
  @Column(col.optionalId) grantedById: string | null;
  @Column(col.optionalId) requestId: string | null;
  /** Ended early by an operator. */
  @Column(col.optionalInstant) endedAt: Date | null;
  @Column(col.count) revision: number;
}
