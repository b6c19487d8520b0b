import type { Decision } from "../decision.js";
import { PUBLIC_REASONS, publicMessage } from "./reasons.js";

/** The decision listener's answer: the decision as JSON, with no more detail than the other listeners give. */
export type DecisionJson =
  | {
      allowed: true;
      account: string;
      key: string;
      operation: string;
      requestId: string;
      /** `reset`: epoch seconds. */
      rateLimit: { limit: number; remaining: number; reset: number };
    }
  | {
      allowed: false;
      status: number;
      reason: string;
      message: string;
      missingPermission?: string;
      /** Whole seconds. */
      retryAfter?: number;
      requestId: string;
    };

/**
 * What the decision listener answers.
 * @param requestId our own id of the asking request
 * @param supportEmail where a throttled caller can ask for a higher limit; null: not mentioned
 */
export function decisionJson(
  decision: Decision,
  requestId: string,
  supportEmail: string | null,
): DecisionJson {
  if (decision.allowed) {
    const { limit, remaining, resetAt } = decision.rateLimit;
    const { account, key } = decision.caller;
    const rateLimit = { limit, remaining, reset: resetAt };
    return { allowed: true, account, key, operation: decision.operation, requestId, rateLimit };
  }
  const { status, reason } = PUBLIC_REASONS[decision.reason];
  const message = publicMessage(decision, supportEmail);
  const { missingPermission, rateLimit } = decision;
  return {
    allowed: false,
    status,
    reason,
    message,
    ...(missingPermission === null ? {} : { missingPermission }),
    ...(rateLimit === null ? {} : { retryAfter: rateLimit.retryAfterSeconds }),
    requestId,
  };
}
