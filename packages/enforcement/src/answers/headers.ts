import type { Allowed, Denied, RateLimit } from "../decision.js";
import { PUBLIC_REASONS } from "./reasons.js";

/** Names and values in turn, as Node.js `writeHead` takes them. */
export type FlatHeaders = string[];

const CHALLENGE = 'Basic realm="API", charset="UTF-8"';

/** Who calls and what: for the upstream, or for the proxy that asked. */
export function identityHeaders({ caller, operation }: Allowed): FlatHeaders {
  return [
    "X-Latchkey-Account",
    caller.account,
    "X-Latchkey-Key",
    caller.key,
    "X-Latchkey-Operation",
    operation,
  ];
}

/** How the throttle stands: the older `X-RateLimit-*`, and `RateLimit` of draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitHeaders(rateLimit: RateLimit): FlatHeaders {
  const { api, limit, windowSeconds, remaining, resetAt, resetSeconds } = rateLimit;
  return [
    "X-RateLimit-Limit",
    String(limit),
    "X-RateLimit-Remaining",
    String(remaining),
    "X-RateLimit-Reset",
    String(resetAt),
    "RateLimit-Policy",
    `"${api}";q=${limit};w=${windowSeconds}`,
    "RateLimit",
    `"${api}";r=${remaining};t=${resetSeconds}`,
  ];
}

/** What a denial adds to an answer: the public reason, the missing permission, the challenge, the throttle and Retry-After. */
export function denialHeaders(denied: Denied): FlatHeaders {
  const { status, reason } = PUBLIC_REASONS[denied.reason];
  const headers = ["X-Latchkey-Reason", reason];
  if (status === 401) headers.push("WWW-Authenticate", CHALLENGE);
  if (denied.reason === "PERMISSION_DENIED" && denied.missingPermission !== null) {
    headers.push("X-Latchkey-Missing-Permission", denied.missingPermission);
  }
  if (denied.reason === "THROTTLED" && denied.rateLimit !== null) {
    headers.push(...rateLimitHeaders(denied.rateLimit));
    headers.push("Retry-After", String(denied.rateLimit.retryAfterSeconds));
  }
  return headers;
}
