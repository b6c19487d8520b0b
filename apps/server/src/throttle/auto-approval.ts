import type { AutoApprovalRule } from "./auto-approval-rule.entity.js";
import type { ThrottleRequest } from "./throttle-request.entity.js";

type Asked = Pick<ThrottleRequest, "requestedLimit" | "currentLimit" | "evidencePeak">;

/** Whether the rule approves a request at once: not too much for the Api, and the limit in force is really used. */
export function approves(
  { enabled, upToTimesDefault, peakShare }: AutoApprovalRule,
  { requestedLimit, currentLimit, evidencePeak }: Asked,
  defaultLimit: number,
): boolean {
  return (
    enabled && requestedLimit <= upToTimesDefault * defaultLimit && evidencePeak > peakShare * currentLimit
  );
}

type Terms = Pick<AutoApprovalRule, "upToTimesDefault" | "peakShare">;

/** What stands where an operator's note would. */
export function noteOf({ upToTimesDefault, peakShare }: Terms): string {
  return `Approved by rule: up to ${upToTimesDefault} times the default, and the peak was above ${inPercent(peakShare)} of the limit in force.`;
}

/** Which requests are approved at once, while any are. */
export function termsInWords({ upToTimesDefault, peakShare }: Terms): string {
  return `up to ${upToTimesDefault} times the default when the peak is above ${inPercent(peakShare)} of the limit in force`;
}

/** With all its digits, and without what binary fractions add to them: their first 15 are exact. */
const inPercent = (share: number) => `${Number((share * 100).toPrecision(15))} %`;
