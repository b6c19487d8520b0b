import type { Allowed, Denied, RateLimit } from "../decision.js";
import { PUBLIC_REASONS } from "./reasons.js";

/** Names and values in turn, as Node.js `writeHead` takes them. */
export type FlatHeaders = string[];

/**
 * The last `RateLimit-Policy` of each Api, one entry per Api of the catalogue. It rarely changes, and Node.js checks and sends a text
 * that was just concatenated at several times the cost of one that it has seen before.
 */
const policies = new Map<string, { limit: number; windowSeconds: number; text: string }>();

const CHALLENGE = 'Basic realm="API", charset="UTF-8"';

/** The headers of every answer of our own: our id of the request, and that nobody may cache it. */
export function ownHeaders(requestId: string): FlatHeaders {
  return ["X-Request-Id", requestId, "Cache-Control", "no-store"];
}

/** Appends to `headers`, which is cheaper than joining lists, who calls and which operation: for the upstream or the asking proxy. */
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

/** Appends to `headers` the state of the throttle: `X-RateLimit-*`, and the fields of draft-ietf-httpapi-ratelimit-headers. */
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

/** The headers of a denial: the public reason and, where they apply, challenge, missing permission, throttle state and Retry-After. */
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
