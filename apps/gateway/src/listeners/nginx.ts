import { type AccessRequest, type Answer, answer } from "@latchkey/enforcement";
import { authorizationOf, type RawHeaders, singleValue } from "@latchkey/enforcer/http";
import type { Handler } from "../http/listener.js";
import type { Gate } from "./gate.js";

/** The question that nginx asks by `auth_request`. The method and path of its call itself are not read. */
export function readNginx(headers: RawHeaders): AccessRequest {
  return {
    authorization: authorizationOf(headers),
    method: singleValue(headers, "x-original-method") ?? "",
    path: singleValue(headers, "x-original-uri") ?? "",
    clientAddress: singleValue(headers, "x-real-ip"),
  };
}

/** `auth_request` understands 2xx, 401 and 403, and turns anything else into 500: so the true status travels in a header. */
function toNginx({ status, headers, body }: Answer): {
  status: number;
  headers: string[];
  body: string;
} {
  if (status === 429 || status === 503) {
    return { status: 403, headers: [...headers, "X-Latchkey-Status", String(status)], body };
  }
  return { status, headers, body };
}

export function nginxHandler(gate: Gate): Handler {
  return (request, response) => {
    gate.ask("nginx", readNginx(request.rawHeaders), ({ decision, context }) => {
      const { status, headers, body } = toNginx(answer(decision, context));
      response.answer(status, headers, body);
    });
  };
}
