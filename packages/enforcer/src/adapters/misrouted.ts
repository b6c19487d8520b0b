import { randomUUID } from "node:crypto";
import { type Answer, type DenialReason, deniedAnswer } from "@latchkey/enforcement";
import type { AllowedCall } from "./allowed-call.js";

/**
 * What a route says that serves one operation when it was reached by a call that was not allowed for that one. A framework's router reads
 * a path in its own way, so that it may take `/calls/ACTIVE` for `/calls/active`: then the path is ambiguous here. Without a call, nobody
 * has judged the request. Null: the call is for this route.
 */
export function misroutedAnswer(
  call: AllowedCall | null | undefined,
  operation: string,
  method: string,
  target: string,
): Answer | null {
  if (call?.operation === operation) return null;
  const reason: DenialReason = call ? "AMBIGUOUS_PATH" : "UNAVAILABLE";
  return deniedAnswer(
    { allowed: false, reason, caller: null, operation: null, missingPermission: null, rateLimit: null },
    { requestId: call?.requestId ?? randomUUID(), method, path: target, supportEmail: null },
  );
}
