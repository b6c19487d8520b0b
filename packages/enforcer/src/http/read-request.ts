import type { IncomingMessage } from "node:http";
import { type AccessRequest, type AddressRanges, clientAddress } from "@latchkey/enforcement";
import { authorizationOf, MALFORMED, type RawHeaders, valuesOf } from "./raw-headers.js";

/** The default of Node.js, in header lines. */
const MOST_HEADERS = 1_000;

/** The part of an `IncomingMessage` that is read, over HTTP/1.1 or HTTP/2. Newer types of Node.js say that a socket has a server of `net`, or null. */
export type ReadableRequest = Pick<IncomingMessage, "method" | "rawHeaders"> & {
  socket: { remoteAddress?: string | undefined; server?: object | null | undefined };
};

/**
 * The `AccessRequest` for a request that comes to us itself, not by way of a proxy that asks about it. The caller's address is the peer's,
 * or what X-Forwarded-For says when the peer is one of `trustedProxies`. With so many header lines that Node.js may have dropped some,
 * the credentials count as malformed: a second Authorization header may be among the dropped ones.
 * @param target the request target as the client sent it
 */
export function readRequest(
  { method = "", rawHeaders, socket }: ReadableRequest,
  target: string,
  trustedProxies: AddressRanges,
): AccessRequest {
  const forwardedFor = valuesOf(rawHeaders, "x-forwarded-for");
  return {
    authorization: mayBeCut(rawHeaders, socket) ? MALFORMED : authorizationOf(rawHeaders),
    method,
    path: target,
    clientAddress: clientAddress(socket.remoteAddress ?? null, forwardedFor, trustedProxies),
  };
}

/** Older releases of Node.js keep at least `maxHeadersCount` header lines before they drop any; 0 means all of them. */
function mayBeCut(headers: RawHeaders, { server }: ReadableRequest["socket"]): boolean {
  const { maxHeadersCount } = (server ?? {}) as { maxHeadersCount?: number | null };
  const most = maxHeadersCount ?? MOST_HEADERS;
  return most > 0 && headers.length >= 2 * most;
}
