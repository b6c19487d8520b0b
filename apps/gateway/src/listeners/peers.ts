import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { type AddressRanges, isTrusted } from "@latchkey/enforcement";
import type { Handler } from "../http/listener.js";

/** Lets only the proxies through that may ask for decisions; to all others, none is given away. */
export function onlyPeers(peers: AddressRanges, handle: Handler): Handler {
  const verdicts = new WeakMap<Socket, boolean>();
  const mayAsk = (socket: Socket) => {
    let verdict = verdicts.get(socket);
    if (verdict === undefined) {
      verdict = isTrusted(socket.remoteAddress ?? null, peers);
      verdicts.set(socket, verdict);
    }
    return verdict;
  };
  return (request, response, expectsContinue) => {
    if (mayAsk(request.socket)) {
      handle(request, response, expectsContinue);
      return;
    }
    const body = '{"message":"This address may not ask for decisions."}';
    const headers = [
      "X-Request-Id",
      randomUUID(),
      "Cache-Control",
      "no-store",
      "Content-Type",
      "application/json",
    ];
    response.writeHead(403, [...headers, "Content-Length", String(Buffer.byteLength(body))]).end(body);
  };
}
