import { type AddressRanges, deniedAnswer } from "@latchkey/enforcement";
import { readRequest, send, valuesOf } from "@latchkey/enforcer/http";
import type { Handler } from "../http/listener.js";
import { failureAnswer } from "../proxy/failure.js";
import type { Forward } from "../proxy/forward.js";
import type { Gate } from "./gate.js";

/** The request itself is what is asked about: forwards it when it is allowed, answers it when it is not. */
export function proxyHandler(gate: Gate, forward: Forward, trustedProxies: AddressRanges): Handler {
  return (request, response, expectsContinue) => {
    // RFC 9112 §3.2: whoever serves it could take it for a request to another host than we do.
    if (valuesOf(request.rawHeaders, "host").length > 1) {
      response.shouldKeepAlive = false;
      send(response, 400, [], "");
      return;
    }
    gate.ask("proxy", readRequest(request, request.url ?? "", trustedProxies), ({ decision, context }) => {
      if (!decision.allowed) {
        const { status, headers, body } = deniedAnswer(decision, context);
        send(response, status, headers, body);
      } else if (request.headers.upgrade !== undefined) {
        const { status, headers, body } = failureAnswer("UPGRADE_REFUSED", decision, context);
        send(response, status, headers, body);
      } else if (!response.destroyed) {
        if (expectsContinue) response.writeContinue();
        forward(request, response, decision, context);
      }
    });
  };
}
