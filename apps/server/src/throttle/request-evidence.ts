import type { Change } from "../database/change.js";
import type { ThrottleLimit } from "./throttle-limit.js";
import { type ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";
import { busyIn } from "./throttle-usage.service.js";

const EVIDENCE_DAYS = 7;

type Asked = Pick<
  ThrottleRequest,
  "id" | "accountId" | "requestedLimit" | "reason" | "validUntil" | "requestedById" | "enteredById"
>;

/** A pending request for another limit than the one in force, with the use of the Api as it is now. */
export async function newRequest(
  { manager, now }: Change,
  { api, limit }: ThrottleLimit,
  asked: Asked,
): Promise<ThrottleRequest> {
  const { accountId } = asked;
  const busy = await busyIn(manager, { accounts: [accountId], days: EVIDENCE_DAYS, now: now.getTime() });
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
