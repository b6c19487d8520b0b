import { type Standing, standingIn } from "../accounts/account.service.js";
import type { Change } from "../database/change.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { found } from "../graphql/errors.js";
import { mutate, type Outcome } from "../graphql/mutation.js";
import { takeVersion } from "../graphql/take-version.js";
import { refuse, refuseIfAny, type UserError, UserErrorCode } from "../graphql/user-error.js";
import { ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";

/** What of a request its end decides. */
type Ending = Pick<ThrottleRequest, "status"> &
  Partial<
    Pick<ThrottleRequest, "grantedLimit" | "validUntil" | "decidedById" | "decidedAt" | "decisionNote">
  >;

interface RequestEnd {
  mutation: string;
  input: { id: string; expectedVersion?: number | null };
  /** @throws FORBIDDEN for somebody who may not end it so */
  judge(standing: Standing, request: ThrottleRequest): void;
  /** All that is wrong with the input, before the version is judged. */
  check?(request: ThrottleRequest, now: Date): UserError[];
  /** What becomes of the request; does what else must happen, and writes the audit event. */
  apply(change: Change, request: ThrottleRequest): Promise<Ending>;
  /** Tells those whom it concerns. @param request as it is then */
  tell?(change: Change, request: ThrottleRequest): Promise<void>;
}

/**
 * Ends a pending request as one change, in the order that the API promises: account, role, input, version, state.
 * @throws NOT_FOUND, FORBIDDEN
 */
export function endRequest(
  context: Context,
  { mutation, input, judge, check, apply, tell }: RequestEnd,
): Promise<Outcome<ThrottleRequest>> {
  const { id, expectedVersion } = input;
  // A request never changes its account.
  const findAccountId = async () => {
    const { manager } = context.installation.database.reader;
    return found(await manager.findOneBy(ThrottleRequest, { id })).accountId;
  };
  return mutate(context, { mutation, subjectId: id, findAccountId }, async (change) => {
    const { manager, now } = change;
    // From here on nobody else ends it: who tries waits for this change's end.
    const request = found(await findLocked(manager, ThrottleRequest, { id }));
    judge(await standingIn(context, manager, { id: request.accountId }), request);
    refuseIfAny(check?.(request, now) ?? []);
    await takeVersion(change, ThrottleRequest, request, { expected: expectedVersion, what: "request" });
    if (request.status !== ThrottleRequestStatus.PENDING)
      refuse(UserErrorCode.ALREADY_DECIDED, "This request is no longer pending.");
    const ending = await apply(change, request);
    await manager.update(ThrottleRequest, { id }, { ...ending, pendingAccountId: null });
    const ended = await manager.findOneByOrFail(ThrottleRequest, { id });
    await tell?.(change, ended);
    return ended;
  });
}
