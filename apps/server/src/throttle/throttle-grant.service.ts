import { type EntityManager, IsNull } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { holdStanding, standingIn } from "../accounts/account.service.js";
import { requireOperatorFor } from "../accounts/operator.check.js";
import { requireApi } from "../catalogue/catalogue.service.js";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { checkText } from "../graphql/text.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { LONGEST_NOTE } from "./limit.check.js";
import { mailGrantEnded } from "./limit-mails.js";
import { callsInWords, inDigits } from "./limit-words.js";
import { ThrottleGrant } from "./throttle-grant.entity.js";
import type { EndThrottleGrantInput } from "./throttle-grant.inputs.js";
import { grantInForce, isBroken, termsOf } from "./throttle-grant.js";
import { ThrottleLimitPayload } from "./throttle-limit.payloads.js";
import { limitOf } from "./throttle-limit.service.js";
import type { ThrottleRequest } from "./throttle-request.entity.js";

/**
 * Puts a limit into force for a request's account and Api, inside a change, in place of grants that can't be read; the audit event is the
 * caller's.
 */
export async function grantLimit(
  change: Change,
  { id: requestId, accountId, apiCode }: ThrottleRequest,
  terms: Pick<ThrottleGrant, "limit" | "validUntil" | "grantedById">,
): Promise<void> {
  const { manager, now } = change;
  // From here on nobody else grants or ends a limit of the account: what is said to be in force is.
  await findLocked(manager, Account, { id: accountId });
  const open = await manager.findBy(ThrottleGrant, { accountId, apiCode, endedAt: IsNull() });
  for (const { id } of open.filter(isBroken)) await endGrant(change, id);
  const createdAt = await afterOthers(manager, accountId, apiCode, now);
  const id = newId("grt", createdAt);
  const grant = { id, accountId, apiCode, ...terms, createdAt, requestId, endedAt: null, revision: 0 };
  await manager.insert(ThrottleGrant, grant);
  change.touch(ThrottleGrant, id);
}

/** Now, or just after the newest grant: the newest is in force, also when it was given by a server whose clock is behind. */
async function afterOthers(
  manager: EntityManager,
  accountId: string,
  apiCode: string,
  now: Date,
): Promise<Date> {
  const newest = await manager.findOne(ThrottleGrant, {
    where: { accountId, apiCode },
    order: { createdAt: "DESC" },
  });
  return newest === null || newest.createdAt < now ? now : new Date(newest.createdAt.getTime() + 1);
}

/**
 * Ends the grant in force, for operators: what was granted before, or the default, is in force again. Also where its Api has left the
 * catalogue, with which it would come back. @throws NOT_FOUND, FORBIDDEN
 */
export async function endThrottleGrant(
  context: Context,
  input: EndThrottleGrantInput,
): Promise<ThrottleLimitPayload> {
  const { manager } = context.installation.database.reader;
  const findAccountId = async () =>
    (await standingIn(context, manager, { sid: input.accountSid })).account.id;
  const attempt = { mutation: "endThrottleGrant", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change, accountId) => {
    const { part } = await holdStanding(context, change.manager, accountId);
    requireOperatorFor(part, context);
    const wrong = checkText(input.note, LONGEST_NOTE, ["note"]);
    const api = await requireApi(change.manager, input.api, wrong, { retiredToo: true });
    const ended = await endNewest(change, accountId, api.code, input.grantId ?? null);
    const limit = await limitOf(change.manager, accountId, api, change.now);
    const why = input.note ? `: ${input.note}` : ".";
    change.audit({
      action: "throttleGrant.ended",
      subjectId: ended.id,
      summary: `The grant of ${callsInWords(ended.limit, api)} was ended, ${inDigits(limit.limit)} are in force again${why}`,
    });
    await mailGrantEnded(change, ended, limit.limit);
    return limit;
  });
  return payloadOf(ThrottleLimitPayload, "throttleLimit", outcome);
}

/** @param expectedId the grant that must be in force; null: any */
async function endNewest(
  change: Change,
  accountId: string,
  apiCode: string,
  expectedId: string | null,
): Promise<ThrottleGrant> {
  const { manager, now } = change;
  const grants = await manager.findBy(ThrottleGrant, { accountId, apiCode, endedAt: IsNull() });
  const grant = grantInForce(grants, now.getTime());
  if (expectedId !== null && grant?.id !== expectedId) refuseStale();
  if (grant === null) refuse(UserErrorCode.INVALID, "No grant is in force: the default is.", ["api"]);
  await endGrant(change, grant.id);
  return { ...grant, ...termsOf(grant) };
}

async function endGrant({ manager, now, touch }: Change, id: string): Promise<void> {
  const { affected } = await manager.update(ThrottleGrant, { id, endedAt: IsNull() }, { endedAt: now });
  if (affected !== 1) refuseStale();
  touch(ThrottleGrant, id);
}

function refuseStale(): never {
  refuse(UserErrorCode.STALE_VERSION, "Another limit is in force meanwhile. Load it again.");
}
