import type { IncomingMessage } from "node:http";
import { type AccessRequest, type AddressRanges, answer, forwardedAddress } from "@latchkey/enforcement";
import { authorizationOf, valuesOf } from "@latchkey/enforcer/http";
import type { Handler } from "../http/listener.js";
import type { Gate } from "./gate.js";

/** The question that Envoy asks by HTTP ext_authz: its call has the method and the path of the request that it is about. */
export function readEnvoy(
  { method = "", url = "", rawHeaders }: Pick<IncomingMessage, "method" | "url" | "rawHeaders">,
  trustedProxies: AddressRanges,
): AccessRequest {
  return {
    authorization: authorizationOf(rawHeaders),
    method,
    path: url,
    clientAddress: forwardedAddress(valuesOf(rawHeaders, "x-forwarded-for"), trustedProxies),
  };
}

export function envoyHandler(gate: Gate, trustedProxies: AddressRanges): Handler {
  return (request, response) => {
    gate.ask("envoy", readEnvoy(request, trustedProxies), ({ decision, context }) => {
      const { status, headers, body } = answer(decision, context);
      response.answer(status, headers, body);
    });
  };
}
