import type { IncomingMessage } from "node:http";
import {
  type AddressRanges,
  type Allowed,
  identityHeaders,
  isTrusted,
  rateLimitHeaders,
} from "@latchkey/enforcement";
import { looksLikeOurs, type RawHeaders, spelledWithHyphens, valuesOf } from "@latchkey/enforcer/http";

/** Headers that are not forwarded: RFC 9110 §7.6.1, and others that belong to one hop by older custom. */
const HOP_BY_HOP = new Set([
  "connection",
  "expect",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Headers that a Connection header must not remove: that would change where the request goes, or where its body ends. */
const NEVER_NAMED = new Set(["content-length", "host"]);

/** Headers that we send to the upstream ourselves: the client's are dropped in every spelling that it might read instead. */
const SAID_BY_US = new Set(["x-forwarded-for", "x-request-id"]);

/** Other names under which many upstreams look for the caller's address: only a trusted proxy's are passed on. */
const ADDRESS_BY_PROXIES = new Set(["forwarded", "x-real-ip"]);

/** What stands before the address of an IPv4 caller where we listen for IPv6 too. */
const MAPPED = /^::ffff:(?=\d+\.)/;

/** Headers of answers that only we may set. */
const OURS = new Set([
  "ratelimit",
  "ratelimit-policy",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "x-request-id",
]);

/**
 * The headers for the upstream: ours, then the client's, without credentials and without any spelling of ours. Ours come first, since
 * Node.js and others drop the last of very many lines.
 */
export function upstreamHeaders(
  { rawHeaders, socket }: IncomingMessage,
  trustedProxies: AddressRanges,
  allowed: Allowed,
  requestId: string,
): string[] {
  const peer = socket.remoteAddress ?? null;
  const isByProxy = isTrusted(peer, trustedProxies);
  const kept = filter(rawHeaders, (name) => {
    if (name === "authorization" || looksLikeOurs(name)) return false;
    const spelled = spelledWithHyphens(name);
    return !SAID_BY_US.has(spelled) && (isByProxy || !ADDRESS_BY_PROXIES.has(spelled));
  });
  if (valuesOf(rawHeaders, "transfer-encoding").length > 0) kept.push("Transfer-Encoding", "chunked");
  const hops = isByProxy ? valuesOf(rawHeaders, "x-forwarded-for") : [];
  const forwardedFor = [...hops, peerInText(peer)].join(", ");
  return ["X-Forwarded-For", forwardedFor, "X-Request-Id", requestId, ...identityHeaders(allowed), ...kept];
}

/** A connection's address, as callers and operators write it. */
export const peerInText = (peer: string | null | undefined): string => peer?.replace(MAPPED, "") ?? "unknown";

/** The headers for the client: our request id and the state of the throttle, then the upstream's. */
export function clientHeaders(headers: RawHeaders, allowed: Allowed, requestId: string): string[] {
  const kept = filter(headers, (name) => !OURS.has(name) && !name.startsWith("x-latchkey-"));
  return ["X-Request-Id", requestId, ...rateLimitHeaders(allowed.rateLimit), ...kept];
}

function filter(headers: RawHeaders, keep: (name: string) => boolean): string[] {
  const named = new Set(
    valuesOf(headers, "connection").flatMap((value) =>
      value.split(",").map((name) => name.trim().toLowerCase()),
    ),
  );
  const kept: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at]?.toLowerCase() ?? "";
    if (HOP_BY_HOP.has(name) || (named.has(name) && !NEVER_NAMED.has(name)) || !keep(name)) continue;
    kept.push(headers[at] ?? "", headers[at + 1] ?? "");
  }
  return kept;
}
