import type { IncomingMessage } from "node:http";
import { type AccessRequest, type AddressRanges, clientAddress, deniedAnswer } from "@latchkey/enforcement";
import type { Handler } from "../http/listener.js";
import { authorizationOf, valuesOf } from "../http/raw-headers.js";
import { failureAnswer } from "../proxy/failure.js";
import type { Forward } from "../proxy/forward.js";
import type { Gate } from "./gate.js";
import { send } from "./send.js";

/** The request itself is what is asked about. */
export function readProxied(
  request: Pick<IncomingMessage, "method" | "url" | "rawHeaders"> & {
    socket: { remoteAddress?: string | undefined };
  },
  trustedProxies: AddressRanges,
): AccessRequest {
  const { method = "", url = "", rawHeaders, socket } = request;
  const forwardedFor = valuesOf(rawHeaders, "x-forwarded-for");
  return {
    authorization: authorizationOf(rawHeaders),
    method,
    path: url,
    clientAddress: clientAddress(socket.remoteAddress ?? null, forwardedFor, trustedProxies),
  };
}

/** Forwards what is allowed, answers what is not. */
export function proxyHandler(gate: Gate, forward: Forward, trustedProxies: AddressRanges): Handler {
  return (request, response, expectsContinue) => {
    const { decision, context } = gate.ask("proxy", readProxied(request, trustedProxies));
    if (!decision.allowed) {
      const { status, headers, body } = deniedAnswer(decision, context);
      send(response, status, headers, body);
    } else if (request.headers.upgrade !== undefined) {
      const { status, headers, body } = failureAnswer("UPGRADE_REFUSED", context);
      send(response, status, headers, body);
    } else {
      if (expectsContinue) response.writeContinue();
      forward(request, response, decision, context);
    }
  };
}
