import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import * as col from "../database/columns.js";
import { Node } from "../graphql/node.js";
import { DateTime } from "../graphql/scalars.js";

export enum ThrottleRequestStatus {
  PENDING = "PENDING",
  APPROVED = "APPROVED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
}

registerEnumType(ThrottleRequestStatus, {
  name: "ThrottleRequestStatus",
  description: "What became of a request.",
  valuesConfig: {
    PENDING: { description: "Nobody has decided yet." },
    APPROVED: { description: "A limit was granted." },
    DECLINED: { description: "It was refused." },
    WITHDRAWN: { description: "The account took it back." },
  },
});

@ObjectType({ implements: Node, description: "An account's ask for another limit, and what became of it." })
@Entity("throttle_request")
export class ThrottleRequest implements Node {
  @PrimaryColumn(col.id) id: string;
  @Column(col.id) accountId: string;
  @Column(col.code) apiCode: string;
  @Field(() => ThrottleRequestStatus, { description: "What became of it." })
  @Column(col.oneOf(ThrottleRequestStatus, ThrottleRequestStatus.WITHDRAWN))
  status: ThrottleRequestStatus;
  /** `accountId` while pending, else null: with `apiCode`, what allows one pending request only. */
  @Column(col.optionalId) pendingAccountId: string | null;
  @Field(() => Int, { description: "Grows with every change." })
  @Column(col.int)
  version: number;
  @Field(() => Int, { description: "The limit that was in force when it was asked." })
  @Column(col.int)
  currentLimit: number;
  @Field(() => Int, { description: "Calls per window, as asked." })
  @Column(col.int)
  requestedLimit: number;
  @Field(() => Int, { nullable: true, description: "Calls per window, as granted." })
  @Column(col.optionalInt)
  grantedLimit: number | null;
  @Field(() => String, { description: "Why the account needs it." })
  @Column(col.text)
  reason: string;
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when, as asked; once approved, as granted. Null: for ever.",
  })
  @Column(col.optionalInstant)
  validUntil: Date | null;
  @Field(() => DateTime, { nullable: true, description: "Until when, as asked; null: for ever." })
  @Column(col.optionalInstant)
  requestedUntil: Date | null;
  @Column(col.optionalId) requestedById: string | null;
  /** The operator who entered it on behalf of the account; `requestedById` is then null. */
  @Column(col.optionalId) enteredById: string | null;
  @Field(() => DateTime, { description: "When it was asked." })
  @Column(col.instant)
  requestedAt: Date;
  @Column(col.optionalId) decidedById: string | null;
  @Field(() => DateTime, { nullable: true, description: "When it was decided." })
  @Column(col.optionalInstant)
  decidedAt: Date | null;
  @Field(() => String, { nullable: true, description: "What the operator wrote." })
  @Column(col.optionalText)
  decisionNote: string | null;
  @Column(col.int) evidencePeak: number;
  @Column(col.count) evidenceThrottled: number;
  @Column(col.int) evidenceDays: number;
}
