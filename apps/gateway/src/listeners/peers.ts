import { randomUUID } from "node:crypto";
import { type AddressRanges, isTrusted } from "@latchkey/enforcement";
import type { Handler } from "../http/listener.js";

/** Lets only the proxies through that may ask for decisions; to all others, none is given away. */
export function onlyPeers(peers: AddressRanges, handle: Handler): Handler {
  return (request, response, expectsContinue) => {
    if (isTrusted(request.socket.remoteAddress ?? null, peers)) {
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
