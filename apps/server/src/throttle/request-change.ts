import { type Standing, standingIn } from "../accounts/account.service.js";
import type { Change } from "../database/change.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { forbidden, notFound } from "../graphql/errors.js";
import { mutate, type Outcome } from "../graphql/mutation.js";
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
  may(standing: Standing, request: ThrottleRequest): boolean;
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
  { mutation, input, may, check, apply, tell }: RequestEnd,
): Promise<Outcome<ThrottleRequest>> {
  const { id, expectedVersion } = input;
  const findAccountId = async () => {
    const { manager } = context.installation.database.reader;
    const { accountId } = found(await manager.findOneBy(ThrottleRequest, { id }));
    return accountId;
  };
  return mutate(context, { mutation, subjectId: id, findAccountId }, async (change) => {
    const { manager, now } = change;
    // From here on nobody else ends it: who tries waits for this change's end.
    const request = found(await findLocked(manager, ThrottleRequest, { id }));
    const standing = await standingIn(context, manager, { id: request.accountId });
    if (!may(standing, request)) throw forbidden();
    refuseIfAny(check?.(request, now) ?? []);
    await takeVersion(change, request, expectedVersion);
    if (request.status !== ThrottleRequestStatus.PENDING)
      refuse(UserErrorCode.ALREADY_DECIDED, "This request is no longer pending.");
    const ending = await apply(change, request);
    await manager.update(ThrottleRequest, { id }, { ...ending, pendingAccountId: null });
    const ended = await manager.findOneByOrFail(ThrottleRequest, { id });
    await tell?.(change, ended);
    return ended;
  });
}

/** A request never changes its account. @throws NOT_FOUND */
function found(request: ThrottleRequest | null): ThrottleRequest {
  if (request === null) throw notFound();
  return request;
}

async function takeVersion(
  { manager }: Change,
  { id, version }: ThrottleRequest,
  expected: number | null | undefined,
): Promise<void> {
  if (expected == null || expected === version) {
    const { affected } = await manager.update(ThrottleRequest, { id, version }, { version: version + 1 });
    if (affected === 1) return;
  }
  refuse(UserErrorCode.STALE_VERSION, "The request was changed meanwhile. Load it again.", [
    "expectedVersion",
  ]);
}
