import type { Allowed, Denied, RateLimit } from "../decision.js";
import { PUBLIC_REASONS } from "./reasons.js";

/** Names and values in turn, as Node.js `writeHead` takes them. */
export type FlatHeaders = string[];

/**
 * The newest `RateLimit-Policy` of each API of the provider: it is nearly always the same, and text that was put together anew costs
 * several times as much to check and send.
 */
const policies = new Map<string, { limit: number; windowSeconds: number; text: string }>();

const CHALLENGE = 'Basic realm="API", charset="UTF-8"';

/** Who calls and what: for the upstream, or for the proxy that asked. Added to `headers`, which costs less than joining lists. */
export function identityHeaders({ caller, operation }: Allowed, headers: FlatHeaders = []): FlatHeaders {
  headers.push(
    "X-Latchkey-Account",
    caller.account,
    "X-Latchkey-Key",
    caller.key,
    "X-Latchkey-Operation",
    operation,
  );
  return headers;
}

/**
 * How the throttle stands: the older `X-RateLimit-*`, and `RateLimit` of draft-ietf-httpapi-ratelimit-headers. Added to `headers` too.
 */
export function rateLimitHeaders(rateLimit: RateLimit, headers: FlatHeaders = []): FlatHeaders {
  const { api, limit, remaining, resetAt, resetSeconds } = rateLimit;
  headers.push(
    "X-RateLimit-Limit",
    String(limit),
    "X-RateLimit-Remaining",
    String(remaining),
    "X-RateLimit-Reset",
    String(resetAt),
    "RateLimit-Policy",
    policyOf(rateLimit),
    "RateLimit",
    `"${api}";r=${remaining};t=${resetSeconds}`,
  );
  return headers;
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
    rateLimitHeaders(denied.rateLimit, headers);
    headers.push("Retry-After", String(denied.rateLimit.retryAfterSeconds));
  }
  return headers;
}

function policyOf({ api, limit, windowSeconds }: RateLimit): string {
  const newest = policies.get(api);
  if (newest?.limit === limit && newest.windowSeconds === windowSeconds) return newest.text;
  const text = `"${api}";q=${limit};w=${windowSeconds}`;
  policies.set(api, { limit, windowSeconds, text });
  return text;
}
