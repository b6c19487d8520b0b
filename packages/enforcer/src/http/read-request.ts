import type { IncomingMessage } from "node:http";
import { type AccessRequest, type AddressRanges, clientAddress } from "@latchkey/enforcement";
import { authorizationOf, MALFORMED, type RawHeaders, valuesOf } from "./raw-headers.js";

/** Node.js's own, in lines, where a server does not say. */
const MOST_HEADERS = 1_000;

/** What is read of a request: an `IncomingMessage` of HTTP/1.1, or the like. */
export type ReadableRequest = Pick<IncomingMessage, "method" | "rawHeaders"> & {
  socket: { remoteAddress?: string | undefined; server?: { maxHeadersCount?: number | null } };
};

/**
 * The question that a request is when it stands before us itself, with no proxy that asks on its behalf. `target`: the request target
 * as the client sent it. The caller's address is the peer's, or what X-Forwarded-For says when the peer is one of `trustedProxies`.
 * Of a request with so many header lines that Node.js may have hidden some, the credentials count as malformed.
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

/** Node.js keeps at least `maxHeadersCount` lines before it hides any; 0: all of them. */
function mayBeCut(headers: RawHeaders, { server }: ReadableRequest["socket"]): boolean {
  const most = server?.maxHeadersCount ?? MOST_HEADERS;
  return most > 0 && headers.length >= 2 * most;
}
