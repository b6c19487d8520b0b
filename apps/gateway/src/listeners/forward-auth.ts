import { type AccessRequest, type AddressRanges, answer, forwardedAddress } from "@latchkey/enforcement";
import { authorizationOf, type RawHeaders, singleValue, valuesOf } from "@latchkey/enforcer/http";
import type { Handler } from "../http/listener.js";
import type { Gate } from "./gate.js";

/** The question that Traefik and Caddy ask. The method and path of their call itself are not read. */
export function readForwardAuth(headers: RawHeaders, trustedProxies: AddressRanges): AccessRequest {
  return {
    authorization: authorizationOf(headers),
    method: singleValue(headers, "x-forwarded-method") ?? "",
    path: singleValue(headers, "x-forwarded-uri") ?? "",
    clientAddress: forwardedAddress(valuesOf(headers, "x-forwarded-for"), trustedProxies),
  };
}

export function forwardAuthHandler(gate: Gate, trustedProxies: AddressRanges): Handler {
  return (request, response) => {
    const question = readForwardAuth(request.rawHeaders, trustedProxies);
    gate.ask("forward-auth", question, ({ decision, context }) => {
      const { status, headers, body } = answer(decision, context);
      response.answer(status, headers, body);
    });
  };
}
