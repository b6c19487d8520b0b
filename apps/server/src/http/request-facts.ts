import { type AddressRanges, clientAddress } from "@latchkey/enforcement";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** The client's address in canonical text; null when it is unknown. */
    clientAddress: string | null;
  }
}

/** Works out the client's address of each request, as the gateway does, and tells the client the request's id. */
export function addRequestFacts(app: FastifyInstance, trustedProxies: AddressRanges): void {
  app.decorateRequest("clientAddress", null);
  app.addHook("onRequest", async (request, reply) => {
    const lines = request.raw.headersDistinct["x-forwarded-for"] ?? [];
    request.clientAddress = clientAddress(request.raw.socket.remoteAddress ?? null, lines, trustedProxies);
    reply.header("x-request-id", request.id);
  });
}
