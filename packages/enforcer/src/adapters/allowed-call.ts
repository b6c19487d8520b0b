import type { Allowed, RateLimit } from "@latchkey/enforcement";

/** What a handler learns about the call that it serves: `request.latchkey`. */
export interface AllowedCall {
  /** The account's sid. */
  account: string;
  /** The public key, the HTTP Basic username. */
  key: string;
  /** Code of the operation that was allowed. */
  operation: string;
  /** Our own id of the call, never the client's; also the answer's X-Request-Id. */
  requestId: string;
  /** The state of the throttle after this call. */
  rateLimit: RateLimit;
}

export function allowedCall({ caller, operation, rateLimit }: Allowed, requestId: string): AllowedCall {
  return { account: caller.account, key: caller.key, operation, requestId, rateLimit };
}
