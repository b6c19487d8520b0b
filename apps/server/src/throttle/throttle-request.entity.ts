import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";

export enum ThrottleRequestStatus {
  PENDING = "PENDING",
  APPROVED = "APPROVED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
}

/** A member's ask for another limit, and what became of it. */
@Entity("throttle_request")
export class ThrottleRequest {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;
  @Column(col.code) apiCode: string;
  @Column({ type: "varchar", length: 16 }) status: ThrottleRequestStatus;
  /** `accountId` while pending, else null: with `apiCode`, what allows one pending request only. */
  @Column(col.optionalId) pendingAccountId: string | null;
  @Column({ type: "int" }) version: number;
  @Column({ type: "int" }) currentLimit: number;
  @Column({ type: "int" }) requestedLimit: number;
  @Column({ type: "int", nullable: true }) grantedLimit: number | null;
  @Column(col.text) reason: string;
  @Column(col.optionalInstant) validUntil: Date | null;
  @Column(col.optionalId) requestedById: string | null;
  /** The operator who entered it on behalf of the account; `requestedById` is then null. */
  @Column(col.optionalId) enteredById: string | null;
  @Column(col.instant) requestedAt: Date;
  @Column(col.optionalId) decidedById: string | null;
  @Column(col.optionalInstant) decidedAt: Date | null;
  @Column(col.optionalText) decisionNote: string | null;
  @Column({ type: "int" }) evidencePeak: number;
  @Column(col.count) evidenceThrottled: number;
  @Column({ type: "int" }) evidenceDays: number;
}
