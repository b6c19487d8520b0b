import { type AddressRanges, denialHeaders, PUBLIC_REASONS, unavailable } from "@latchkey/enforcement";
import type { Admission, DirectEnforcer } from "@latchkey/enforcer";
import { readRequest } from "@latchkey/enforcer/http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { denialBody } from "../graphql/denial.js";
import type { Log } from "../log.js";

declare module "fastify" {
  interface FastifyRequest {
    /** The key that asks; null: none does. */
    automation: Admission | null;
  }
}

export interface KeyDoor {
  enforcer: DirectEnforcer;
  trustedProxies: AddressRanges;
  supportEmail: string | null;
  log: Log;
}

/**
 * Who sends an Authorization header asks as a key, whatever cookies came along: it is admitted, or answered at once, before anything
 * of the body is read. What cannot be decided is 503.
 */
export function keyDoor({ enforcer, trustedProxies, supportEmail, log }: KeyDoor) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    request.automation = null;
    if (request.headers.authorization === undefined) return;
    const { id } = request;
    const admission = await enforcer
      .admit(readRequest(request.raw, request.url, trustedProxies), id)
      .catch((err: unknown) => {
        log.error({ requestId: id, err }, "a key could not be judged");
        return unavailable();
      });
    if (admission.allowed) {
      request.automation = admission;
      return;
    }
    const headers = denialHeaders(admission);
    for (let at = 0; at < headers.length; at += 2) reply.header(String(headers[at]), headers[at + 1]);
    await reply.code(PUBLIC_REASONS[admission.reason].status).send(denialBody(admission, supportEmail, id));
  };
}
