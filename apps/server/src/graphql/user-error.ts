import "reflect-metadata";
import { Field, ObjectType, registerEnumType } from "type-graphql";

export enum UserErrorCode {
  INVALID = "INVALID",
  TOO_LONG = "TOO_LONG",
  TAKEN = "TAKEN",
  LIMIT_REACHED = "LIMIT_REACHED",
  STALE_VERSION = "STALE_VERSION",
  IDEMPOTENCY_CONFLICT = "IDEMPOTENCY_CONFLICT",
  ALREADY_APPLIED = "ALREADY_APPLIED",
  INVALID_CIDR = "INVALID_CIDR",
  DUPLICATE_CIDR = "DUPLICATE_CIDR",
  UNKNOWN_PERMISSION = "UNKNOWN_PERMISSION",
  NOT_GRANTABLE = "NOT_GRANTABLE",
  GRACE_PERIOD_OPEN = "GRACE_PERIOD_OPEN",
  NO_RETIRING_TOKEN = "NO_RETIRING_TOKEN",
  REQUEST_PENDING = "REQUEST_PENDING",
  ALREADY_DECIDED = "ALREADY_DECIDED",
  LAST_OWNER = "LAST_OWNER",
  ALREADY_MEMBER = "ALREADY_MEMBER",
  TOO_MANY_INVITATIONS = "TOO_MANY_INVITATIONS",
}

registerEnumType(UserErrorCode, {
  name: "UserErrorCode",
  description: "Why a mutation changed nothing.",
  valuesConfig: {
    INVALID: { description: "A value is not of the right form or outside its bounds." },
    TOO_LONG: { description: "A text is longer than allowed." },
    TAKEN: { description: "A living key of the account has this name already; or an account has this sid." },
    LIMIT_REACHED: { description: "More of these than allowed." },
    STALE_VERSION: { description: "Somebody else changed the object meanwhile; load it again." },
    IDEMPOTENCY_CONFLICT: { description: "This idempotency key was used with another input." },
    ALREADY_APPLIED: {
      description:
        "This very call was carried out before; nothing was done again. A token that it made is not shown again: `regenerateToken` makes another.",
    },
    INVALID_CIDR: { description: "Not an address or network as it must be written." },
    DUPLICATE_CIDR: { description: "The same network stands in the list already." },
    UNKNOWN_PERMISSION: { description: "No Api or Operation has this code." },
    NOT_GRANTABLE: { description: "Only an owner or admin may grant this." },
    GRACE_PERIOD_OPEN: {
      description:
        "The token before the last still works: end it first (`deleteRetiringToken`), or by the same call (`endPreviousGrace`); or leave it, where nobody has the last one (`replaceActive`).",
    },
    NO_RETIRING_TOKEN: { description: "No old token is in its grace period." },
    REQUEST_PENDING: { description: "A request for this Api waits already." },
    ALREADY_DECIDED: { description: "The request is no longer pending." },
    LAST_OWNER: { description: "The account would be left without an owner." },
    ALREADY_MEMBER: { description: "Who has this address is in the account already." },
    TOO_MANY_INVITATIONS: {
      description: "So many were sent within 24 hours; the message says when to try again.",
    },
  },
});

@ObjectType({ description: "An expected failure of a mutation; nothing was changed." })
export class UserError {
  @Field(() => UserErrorCode, { description: "For programs." })
  code: UserErrorCode;
  @Field(() => String, { description: "For people." })
  message: string;
  @Field(() => [String], { nullable: true, description: "The place in the input, list positions from 0." })
  path: string[] | null;
}

export function userError(code: UserErrorCode, message: string, path: string[] | null = null): UserError {
  return { code, message, path };
}

/** Thrown inside a change: undoes it, and becomes the payload's `errors`. */
export class Refusal extends Error {
  constructor(
    readonly errors: readonly UserError[],
    /** What an earlier, identical call made. */
    readonly subjectId: string | null = null,
  ) {
    super("Refused");
  }
}

/** Undoes the change, and answers it with this failure. @throws Refusal, always */
export function refuse(code: UserErrorCode, message: string, path: string[] | null = null): never {
  throw new Refusal([userError(code, message, path)]);
}

/** The same with all of these, if there are any. @throws Refusal */
export function refuseIfAny(errors: readonly UserError[]): void {
  if (errors.length > 0) throw new Refusal(errors);
}
