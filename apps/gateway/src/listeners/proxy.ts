import { randomUUID } from "node:crypto";
import { type AddressRanges, deniedAnswer, ownHeaders } from "@latchkey/enforcement";
import { type RawHeaders, readRequest, valuesOf } from "@latchkey/enforcer/http";
import { type Handler, insistsOnUpgrade } from "../http/listener.js";
import { failureAnswer } from "../proxy/failure.js";
import type { Forward } from "../proxy/forward.js";
import type { Gate } from "./gate.js";

/** The reverse proxy: forwards a request that is allowed, and answers one that is denied. */
export function proxyHandler(gate: Gate, forward: Forward, trustedProxies: AddressRanges): Handler {
  return (request, response, expectsContinue) => {
    const refusal = statusOfRefusal(request.rawHeaders);
    if (refusal !== null) {
      response.shouldKeepAlive = false;
      response.answer(refusal, ownHeaders(randomUUID()), "");
      return;
    }
    gate.ask("proxy", readRequest(request, request.url ?? "", trustedProxies), ({ decision, context }) => {
      if (!decision.allowed) {
        const { status, headers, body } = deniedAnswer(decision, context);
        response.answer(status, headers, body);
      } else if (insistsOnUpgrade(request)) {
        const { status, headers, body } = failureAnswer("UPGRADE_REFUSED", decision, context);
        response.answer(status, headers, body);
      } else if (!response.destroyed) {
        if (expectsContinue) response.writeContinue();
        forward(request, response, decision, context);
      }
    });
  };
}

/** The status to refuse a request with, whoever sends it, that the upstream might read in another way than we do; null to go on. */
function statusOfRefusal(headers: RawHeaders): number | null {
  // RFC 9112 §3.2: a request to two hosts.
  if (valuesOf(headers, "host").length > 1) return 400;
  // RFC 9112 §6.1: a transfer coding that we don't decode, and so can't describe to the upstream.
  const codings = valuesOf(headers, "transfer-encoding");
  return codings.some((coding) => coding.toLowerCase() !== "chunked") ? 501 : null;
}
