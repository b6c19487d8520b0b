import { Field, ObjectType, registerEnumType } from "type-graphql";

/** What somebody can be written to about. */
export enum NotificationKind {
  REQUESTS = "REQUESTS",
  DECISIONS = "DECISIONS",
  LIMIT_ENDS = "LIMIT_ENDS",
  KEY_ENDS = "KEY_ENDS",
  ROTATIONS = "ROTATIONS",
}

registerEnumType(NotificationKind, {
  name: "NotificationKind",
  description: "What mails are about.",
  valuesConfig: {
    REQUESTS: { description: "Operators: a request for another limit waits for a decision." },
    DECISIONS: { description: "What became of a request for another limit, and of a granted limit." },
    LIMIT_ENDS: { description: "A granted limit ends in 7 days, and in one." },
    KEY_ENDS: { description: "A key ends in 7 days, and in one." },
    ROTATIONS: { description: "A key has a new token; the old one, still used, ends soon." },
  },
});

/** Those of an account's members. */
export const MEMBER_KINDS: readonly NotificationKind[] = [
  NotificationKind.DECISIONS,
  NotificationKind.LIMIT_ENDS,
  NotificationKind.KEY_ENDS,
  NotificationKind.ROTATIONS,
];
/** What operators choose belongs to no account. */
export const AS_OPERATOR = "";

/** Those of operators. */
export const OPERATOR_KINDS: readonly NotificationKind[] = [NotificationKind.REQUESTS];

@ObjectType({
  description:
    "Whether somebody gets mails of a kind. Owners and admins get those of the whole account, others those about what they asked for and their own keys.",
})
export class NotificationSetting {
  @Field(() => NotificationKind, { description: "What they are about." })
  kind: NotificationKind;
  @Field(() => Boolean, { description: "True at first." })
  wanted: boolean;
}
