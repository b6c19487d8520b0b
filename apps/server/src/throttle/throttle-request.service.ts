import type { EntityManager } from "typeorm";
import { findAccount, holdStanding } from "../accounts/account.service.js";
import { mayActAsOperator, mayAskForLimits } from "../accounts/policy.js";
import { actorName, actorOf } from "../audit/actor.js";
import type { Api } from "../catalogue/api.entity.js";
import { requireApi } from "../catalogue/catalogue.service.js";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { violatesUnique } from "../database/unique-violation.js";
import type { Context } from "../graphql/context.js";
import { forbidden } from "../graphql/errors.js";
import { once } from "../graphql/idempotency.js";
import { mutate } from "../graphql/mutation.js";
import { checkFilledText } from "../graphql/text.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { approveByRule } from "./auto-approval.service.js";
import { checkEnd, checkLimit } from "./limit.check.js";
import { mailDecision, mailRequest } from "./limit-mails.js";
import { inDigits } from "./limit-words.js";
import { endRequest } from "./request-change.js";
import { newRequest } from "./request-evidence.js";
import { requestPayload } from "./request-payload.js";
import { asked } from "./request-words.js";
import { ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";
import type { RequestThrottleLimitInput, ThrottleRequestActionInput } from "./throttle-request.inputs.js";
import type { ThrottleRequestPayload } from "./throttle-request.payloads.js";

const LONGEST_REASON = 2_000;
const PENDING_INDEX = {
  name: "throttle_request_pending",
  columns: ["throttle_request.pendingAccountId", "throttle_request.apiCode"],
};

/** Asks for another limit; an operator does so on behalf of an account. The rule, when it is on, may approve at once. */
export async function requestThrottleLimit(
  context: Context,
  input: RequestThrottleLimitInput,
): Promise<ThrottleRequestPayload> {
  const findAccountId = async () => (await findAccount(context, input.accountSid)).id;
  const attempt = { mutation: "requestThrottleLimit", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change, accountId) => {
    const { request, api } = await judge(context, change, accountId, input);
    await insertPending(change.manager, request);
    const approved = await approveByRule(change, request, api);
    change.audit({
      action: approved ? "throttleRequest.autoApproved" : "throttleRequest.created",
      subjectId: request.id,
      summary: `${await asked(change.manager, request)}, where ${inDigits(request.currentLimit)} are in force, was ${approved ? "approved by rule" : "made"}.`,
    });
    const made = await change.manager.findOneByOrFail(ThrottleRequest, { id: request.id });
    await (approved ? mailDecision(change, made) : mailRequest(change, made));
    return made;
  });
  return requestPayload(context, outcome);
}

async function judge(
  context: Context,
  change: Change,
  accountId: string,
  input: RequestThrottleLimitInput,
): Promise<{ request: ThrottleRequest; api: Api }> {
  const { manager, now } = change;
  const { part } = await holdStanding(context, manager, accountId);
  const onBehalf = mayActAsOperator(context.isOperator, part);
  if (!onBehalf && !mayAskForLimits(part)) throw forbidden();

  const id = newId("req", now);
  const actor = actorName(context);
  await once(change, { accountId, actor, mutation: "requestThrottleLimit", input, subjectId: id });

  const validUntil = input.validUntil ?? null;
  const api = await requireApi(manager, input.api, [
    ...checkLimit(input.limit, ["limit"]),
    ...checkFilledText(input.reason, LONGEST_REASON, ["reason"]),
    ...checkEnd(validUntil, now),
  ]);
  const { userId } = actorOf(context);
  const request = await newRequest(change, api, {
    id,
    accountId,
    requestedLimit: input.limit,
    reason: input.reason,
    validUntil,
    requestedById: onBehalf ? null : userId,
    enteredById: onBehalf ? userId : null,
  });
  return { request, api };
}

/** @throws Refusal REQUEST_PENDING, also when another asks at the same moment: then the unique index tells */
async function insertPending(manager: EntityManager, request: ThrottleRequest): Promise<void> {
  const { accountId, apiCode } = request;
  const waiting = await manager.findOneBy(ThrottleRequest, { pendingAccountId: accountId, apiCode });
  if (waiting?.status === ThrottleRequestStatus.PENDING) refusePending();
  // Somebody has damaged its row: nobody can end it any more, and it is in nobody's way.
  if (waiting !== null) await manager.update(ThrottleRequest, { id: waiting.id }, { pendingAccountId: null });
  try {
    await manager.insert(ThrottleRequest, request);
  } catch (error) {
    if (violatesUnique(error, PENDING_INDEX)) refusePending();
    throw error;
  }
}

function refusePending(): never {
  refuse(UserErrorCode.REQUEST_PENDING, "A request for this Api waits for a decision already.", ["api"]);
}

/** Takes back a request that nobody has decided. */
export async function withdrawThrottleRequest(
  context: Context,
  input: ThrottleRequestActionInput,
): Promise<ThrottleRequestPayload> {
  const outcome = await endRequest(context, {
    mutation: "withdrawThrottleRequest",
    input,
    judge({ part }) {
      if (!mayAskForLimits(part)) throw forbidden();
    },
    async apply(change, request) {
      change.audit({
        action: "throttleRequest.withdrawn",
        subjectId: request.id,
        summary: `${await asked(change.manager, request)} was withdrawn.`,
      });
      return { status: ThrottleRequestStatus.WITHDRAWN };
    },
  });
  return requestPayload(context, outcome);
}
