import { IsNull } from "typeorm";
import type { Standing } from "../accounts/account.service.js";
import { requireOperatorFor } from "../accounts/operator.check.js";
import { actorOf } from "../audit/actor.js";
import { Api } from "../catalogue/api.entity.js";
import type { Change } from "../database/change.js";
import type { Context } from "../graphql/context.js";
import { notForOwnRequest } from "../graphql/errors.js";
import { checkFilledText, checkText } from "../graphql/text.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
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
    judge: whoDecides(context),
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
      await requireListed(change, request);
      await grantLimit(change, request, { limit, validUntil, grantedById: userId });
      change.audit({
        action: "throttleRequest.approved",
        subjectId: request.id,
        summary: `${await asked(change.manager, request)} was approved: ${granted(limit, validUntil)}.`,
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
    judge: whoDecides(context),
    tell: mailDecision,
    check: () => checkFilledText(input.note, LONGEST_NOTE, ["note"]),
    async apply(change, request) {
      change.audit({
        action: "throttleRequest.declined",
        subjectId: request.id,
        summary: `${await asked(change.manager, request)} was declined: ${input.note}`,
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

/** A grant of an Api without operations would be in force at once, unseen, when the Api is back. */
async function requireListed({ manager }: Change, { apiCode: code }: ThrottleRequest): Promise<void> {
  if (await manager.existsBy(Api, { code, retiredAt: IsNull() })) return;
  refuse(
    UserErrorCode.INVALID,
    "This API is no longer in the catalogue: there is nothing to grant. Decline the request.",
    ["id"],
  );
}

/** Operators, but not for an account that they are a member of, and not about what they asked for while they were one. */
function whoDecides(context: Context) {
  return ({ part }: Standing, request: ThrottleRequest): void => {
    requireOperatorFor(part, context);
    if (request.requestedById === context.user?.id) throw notForOwnRequest();
  };
}
