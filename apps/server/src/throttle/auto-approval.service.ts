import { Member } from "../accounts/member.entity.js";
import { requireOperator } from "../accounts/operator.check.js";
import { actorOf } from "../audit/actor.js";
import type { Api } from "../catalogue/api.entity.js";
import { defaultLimitOf } from "../catalogue/catalogue.service.js";
import type { Change } from "../database/change.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { found } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { takeVersion } from "../graphql/take-version.js";
import { refuseIfAny, type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { approves, noteOf, termsInWords } from "./auto-approval.js";
import { AutoApprovalRule } from "./auto-approval-rule.entity.js";
import type { SetAutoApprovalRuleInput } from "./auto-approval-rule.inputs.js";
import { AutoApprovalRulePayload } from "./auto-approval-rule.payloads.js";
import { grantLimit } from "./throttle-grant.service.js";
import { ThrottleRequest, ThrottleRequestStatus } from "./throttle-request.entity.js";

const THE_RULE = { id: 1 };

/** The rule as it stands, for operators. @throws FORBIDDEN */
export async function findRule(context: Context): Promise<AutoApprovalRule> {
  requireOperator(context);
  return context.installation.database.reader.manager.findOneByOrFail(AutoApprovalRule, THE_RULE);
}

/** Changes the rule for requests to come, for operators. @throws FORBIDDEN */
export async function setAutoApprovalRule(
  context: Context,
  input: SetAutoApprovalRuleInput,
): Promise<AutoApprovalRulePayload> {
  const attempt = { mutation: "setAutoApprovalRule", subjectId: null, findAccountId: async () => null };
  const outcome = await mutate(context, attempt, async (change) => {
    requireOperator(context);
    refuseIfAny(check(input));
    const { enabled, upToTimesDefault, peakShare, expectedVersion } = input;
    // Of two operators who name no version, the later changes what the earlier made.
    const before = found(await findLocked(change.manager, AutoApprovalRule, THE_RULE));
    await takeVersion(change, AutoApprovalRule, before, { expected: expectedVersion, what: "rule" });
    const setById = actorOf(context).userId;
    await change.manager.update(AutoApprovalRule, THE_RULE, {
      enabled,
      upToTimesDefault,
      peakShare,
      setById,
    });
    change.audit({
      action: "autoApprovalRule.changed",
      subjectId: null,
      summary: `Requests are ${enabled ? `approved at once ${termsInWords(input)}` : "not approved at once"}.`,
    });
    return change.manager.findOneByOrFail(AutoApprovalRule, THE_RULE);
  });
  return payloadOf(AutoApprovalRulePayload, "autoApprovalRule", outcome);
}

function check({ upToTimesDefault, peakShare }: SetAutoApprovalRuleInput): UserError[] {
  const within = (value: number, least: number, most: number, name: string) =>
    value >= least && value <= most
      ? []
      : [userError(UserErrorCode.INVALID, `This must be from ${least} to ${most}.`, [name])];
  return [...within(upToTimesDefault, 1, 1_000, "upToTimesDefault"), ...within(peakShare, 0, 1, "peakShare")];
}

/**
 * Approves a pending request as it was asked, if the rule says so. Not one of an account of which the operator who set the rule is a
 * member, since nobody decides for their own account.
 * @returns whether it was approved; the audit event is the caller's to write
 */
export async function approveByRule(change: Change, request: ThrottleRequest, api: Api): Promise<boolean> {
  const rule = await change.manager.findOneByOrFail(AutoApprovalRule, THE_RULE);
  if (!approves(rule, request, defaultLimitOf(api))) return false;
  const { accountId } = request;
  if (rule.setById !== null && (await change.manager.existsBy(Member, { accountId, userId: rule.setById })))
    return false;
  const { id, requestedLimit: limit, validUntil } = request;
  await grantLimit(change, request, { limit, validUntil, grantedById: null });
  await change.manager.update(
    ThrottleRequest,
    { id },
    {
      status: ThrottleRequestStatus.APPROVED,
      pendingAccountId: null,
      version: request.version + 1,
      grantedLimit: limit,
      decidedAt: change.now,
      decisionNote: noteOf(rule),
    },
  );
  return true;
}
