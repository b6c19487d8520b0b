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

/** What stands where an operator's note would. */
export function noteOf({ upToTimesDefault, peakShare }: AutoApprovalRule): string {
  const share = Math.round(peakShare * 1_000) / 10;
  return `Approved by rule: up to ${upToTimesDefault} times the default, and the peak was above ${share} % of the limit in force.`;
}
