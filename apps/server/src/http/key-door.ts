import {
  ACCESS_CONTROL_READ,
  ACCESS_CONTROL_WRITE,
  type AddressRanges,
  type Decision,
  type Denied,
  denialHeaders,
  PUBLIC_REASONS,
  rateLimitHeaders,
  unavailable,
} from "@latchkey/enforcement";
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

interface KeyDoorOptions {
  enforcer: DirectEnforcer;
  trustedProxies: AddressRanges;
  supportEmail: string | null;
  log: Log;
}

/** What holds a route that keys may ask, as its hooks. */
export function keyDoor({ enforcer, trustedProxies, supportEmail, log }: KeyDoorOptions) {
  const undecided = (requestId: string) => (err: unknown) => {
    log.error({ requestId, err }, "a key could not be judged");
    return unavailable();
  };
  const setHeaders = (reply: FastifyReply, headers: readonly (string | number)[]) => {
    for (let at = 0; at < headers.length; at += 2) reply.header(String(headers[at]), headers[at + 1]);
  };
  const deny = (reply: FastifyReply, denied: Denied) => {
    setHeaders(reply, denialHeaders(denied));
    reply.code(PUBLIC_REASONS[denied.reason].status);
    return denialBody(denied, supportEmail, reply.request.id);
  };
  return {
    /**
     * A request with an Authorization header is a key's, whatever cookies came along. It is admitted, or answered at once, before anything
     * of the body is read; with 503 when nothing can be decided.
     */
    async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      request.automation = null;
      if (request.headers.authorization === undefined) return;
      const { id, raw, url } = request;
      const admission = await enforcer.admit(readRequest(raw, url, trustedProxies), id).catch(undecided(id));
      if (!admission.allowed) return reply.send(deny(reply, admission));
      // Whoever asks first decides for the whole call.
      let decided: Promise<Decision> | undefined;
      const decide = (operations: readonly string[]) =>
        (decided ??= admission.decide(operations).catch(undecided(id)));
      request.automation = { ...admission, decide };
    },

    /**
     * Tells an admitted key how its limit stands. A request that could not be run spends as well, whether it is no JSON, no GraphQL, a
     * batch or too long. What is wrong with it is told only to a key that has one of the two permissions.
     */
    async settle({ automation }: FastifyRequest, reply: FastifyReply, answer: unknown): Promise<unknown> {
      if (automation === null) return answer;
      const decision = await automation.decide([ACCESS_CONTROL_READ, ACCESS_CONTROL_WRITE]);
      if (decision.allowed) {
        setHeaders(reply, rateLimitHeaders(decision.rateLimit));
        return answer;
      }
      reply.removeHeader("content-length").type("application/json; charset=utf-8");
      return JSON.stringify(deny(reply, decision));
    },
  };
}
