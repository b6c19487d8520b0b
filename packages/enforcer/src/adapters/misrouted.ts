import { randomUUID } from "node:crypto";
import { type Answer, type DenialReason, deniedAnswer } from "@latchkey/enforcement";
import type { AllowedCall } from "./allowed-call.js";

/**
 * The answer of a route that serves one operation to a call that was allowed for another one. A framework's router may read a path in
 * another way than we do, such as `/calls/ACTIVE` as `/calls/active`: then the path is ambiguous (403). Without a call, nobody has
 * judged the request (503). Null when the call is for this route.
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
