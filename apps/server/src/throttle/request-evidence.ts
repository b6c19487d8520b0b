import type { Api } from "../catalogue/api.entity.js";
import type { Change } from "../database/change.js";
import { limitOf } from "./throttle-limit.service.js";
import { type ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";
import { busyIn } from "./throttle-usage.service.js";

const EVIDENCE_DAYS = 7;

type Asked = Pick<
  ThrottleRequest,
  "id" | "accountId" | "requestedLimit" | "reason" | "validUntil" | "requestedById" | "enteredById"
>;

/** A pending request, with the limit in force and the use of the Api as they are now. */
export async function newRequest({ manager, now }: Change, api: Api, asked: Asked): Promise<ThrottleRequest> {
  const { accountId } = asked;
  const { limit } = await limitOf(manager, accountId, api, now);
  const of = { accounts: [accountId], apis: [api.code] };
  const busy = await busyIn(manager, { ...of, days: EVIDENCE_DAYS, now: now.getTime() });
  const { peak, throttled } = busy(accountId, api.code);
  return {
    ...asked,
    apiCode: api.code,
    status: ThrottleRequestStatus.PENDING,
    pendingAccountId: accountId,
    version: 1,
    currentLimit: limit,
    grantedLimit: null,
    requestedUntil: asked.validUntil,
    requestedAt: now,
    decidedById: null,
    decidedAt: null,
    decisionNote: null,
    evidencePeak: peak,
    evidenceThrottled: throttled,
    evidenceDays: EVIDENCE_DAYS,
  };
}
