import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { type AddressRanges, isTrusted, ownHeaders } from "@latchkey/enforcement";
import type { Handler } from "../http/listener.js";

const REFUSAL = '{"message":"This address may not ask for decisions."}';

/** Passes on the requests of `peers`, the proxies that may ask for decisions. Everybody else gets 403 and no decision. */
export function onlyPeers(peers: AddressRanges, handle: Handler): Handler {
  /** By connection, so that the address is read once for all of its requests. */
  const known = new WeakMap<Socket, boolean>();
  const mayAsk = (socket: Socket) => {
    let isPeer = known.get(socket);
    if (isPeer === undefined) {
      isPeer = isTrusted(socket.remoteAddress ?? null, peers);
      known.set(socket, isPeer);
    }
    return isPeer;
  };
  return (request, response, expectsContinue) => {
    if (mayAsk(request.socket)) {
      handle(request, response, expectsContinue);
      return;
    }
    response.answer(403, [...ownHeaders(randomUUID()), "Content-Type", "application/json"], REFUSAL);
  };
}
