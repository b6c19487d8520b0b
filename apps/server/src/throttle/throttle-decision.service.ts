import type { Standing } from "../accounts/account.service.js";
import { mayActAsOperator } from "../accounts/policy.js";
import { actorOf } from "../audit/actor.js";
import type { Context } from "../graphql/context.js";
import { checkFilledText, checkText } from "../graphql/text.js";
import { checkEnd, checkLimit, LONGEST_NOTE } from "./limit.check.js";
import { mailDecision } from "./limit-mails.js";
import { endRequest } from "./request-change.js";
import { requestPayload } from "./request-payload.js";
import { asked, granted } from "./request-words.js";
import { grantLimit } from "./throttle-grant.service.js";
import { type ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";
import type { ApproveThrottleRequestInput, DeclineThrottleRequestInput } from "./throttle-request.inputs.js";
import type { ThrottleRequestPayload } from "./throttle-request.payloads.js";

/** Grants what was asked, or another limit, for ever or until a moment. */
export async function approveThrottleRequest(
  context: Context,
  input: ApproveThrottleRequestInput,
): Promise<ThrottleRequestPayload> {
  const terms = ({ requestedLimit, requestedUntil }: ThrottleRequest) => ({
    limit: input.grantedLimit ?? requestedLimit,
    validUntil: input.validUntil === undefined ? requestedUntil : input.validUntil,
  });
  const outcome = await endRequest(context, {
    mutation: "approveThrottleRequest",
    input,
    may: mayDecide(context),
    tell: mailDecision,
    check(request, now) {
      const { limit, validUntil } = terms(request);
      return [
        ...checkLimit(limit, ["grantedLimit"]),
        ...checkEnd(validUntil, now),
        ...checkText(input.note, LONGEST_NOTE, ["note"]),
      ];
    },
    async apply(change, request) {
      const { limit, validUntil } = terms(request);
      const { userId } = actorOf(context);
      await grantLimit(change, request, { limit, validUntil, grantedById: userId });
      change.audit({
        action: "throttleRequest.approved",
        subjectId: request.id,
        summary: `${asked(request)}: ${granted(limit, validUntil)}.`,
      });
      return {
        status: ThrottleRequestStatus.APPROVED,
        grantedLimit: limit,
        validUntil,
        decidedById: userId,
        decidedAt: change.now,
        decisionNote: input.note || null,
      };
    },
  });
  return requestPayload(context, outcome);
}

/** Leaves the limit as it is, and says why. */
export async function declineThrottleRequest(
  context: Context,
  input: DeclineThrottleRequestInput,
): Promise<ThrottleRequestPayload> {
  const outcome = await endRequest(context, {
    mutation: "declineThrottleRequest",
    input,
    may: mayDecide(context),
    tell: mailDecision,
    check: () => checkFilledText(input.note, LONGEST_NOTE, ["note"]),
    async apply(change, request) {
      change.audit({
        action: "throttleRequest.declined",
        subjectId: request.id,
        summary: `${asked(request)} was declined: ${input.note}`,
      });
      return {
        status: ThrottleRequestStatus.DECLINED,
        decidedById: actorOf(context).userId,
        decidedAt: change.now,
        decisionNote: input.note,
      };
    },
  });
  return requestPayload(context, outcome);
}

/** Operators, but not for an account that they are a member of, and not about what they asked for while they were one. */
function mayDecide({ isOperator, user }: Context) {
  return ({ part }: Standing, request: ThrottleRequest) =>
    mayActAsOperator(isOperator, part) && request.requestedById !== user?.id;
}
