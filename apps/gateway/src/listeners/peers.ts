import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { type AddressRanges, isTrusted, ownHeaders } from "@latchkey/enforcement";
import type { Logger } from "pino";
import type { Handler } from "../http/listener.js";
import { peerInText } from "../proxy/headers.js";

const REFUSAL = '{"message":"This address may not ask for decisions."}';

/** Is told the address of somebody who asks and may not. */
type Refused = (address: string) => void;

const MOST_TOLD = 100;

/**
 * Reports the first addresses that ask and may not, each once: a proxy that was forgotten in DECISION_PEERS gets no decisions, and tells
 * nobody why.
 */
export function reportRefused(logger: Pick<Logger, "warn">): Refused {
  const told = new Set<string>();
  return (address) => {
    if (told.has(address) || told.size === MOST_TOLD) return;
    told.add(address);
    logger.warn(
      { address },
      "this address asks for decisions, and gets none: it is not one of DECISION_PEERS",
    );
  };
}

/** Passes on the requests of `peers`, the proxies that may ask for decisions. Everybody else gets 403 and no decision. */
export function onlyPeers(peers: AddressRanges, handle: Handler, refused: Refused): Handler {
  /** By connection, so that the address is read once for all of its requests. */
  const known = new WeakMap<Socket, boolean>();
  const mayAsk = (socket: Socket) => {
    let isPeer = known.get(socket);
    if (isPeer === undefined) {
      isPeer = isTrusted(socket.remoteAddress ?? null, peers);
      known.set(socket, isPeer);
      if (!isPeer) refused(peerInText(socket.remoteAddress));
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
