import type { IncomingMessage } from "node:http";
import { type AccessRequest, type AddressRanges, clientAddress } from "@latchkey/enforcement";
import { authorizationOf, valuesOf } from "./raw-headers.js";

/** What is read of a request: an `IncomingMessage` of HTTP/1.1, or the like. */
export type ReadableRequest = Pick<IncomingMessage, "method" | "rawHeaders"> & {
  socket: { remoteAddress?: string | undefined };
};

/**
 * The question that a request is when it stands before us itself, with no proxy that asks on its behalf. `target`: the request target
 * as the client sent it. The caller's address is the peer's, or what X-Forwarded-For says when the peer is one of `trustedProxies`.
 */
export function readRequest(
  { method = "", rawHeaders, socket }: ReadableRequest,
  target: string,
  trustedProxies: AddressRanges,
): AccessRequest {
  const forwardedFor = valuesOf(rawHeaders, "x-forwarded-for");
  return {
    authorization: authorizationOf(rawHeaders),
    method,
    path: target,
    clientAddress: clientAddress(socket.remoteAddress ?? null, forwardedFor, trustedProxies),
  };
}
