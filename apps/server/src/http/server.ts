import { randomUUID } from "node:crypto";
import type { AddressRanges } from "@latchkey/enforcement";
import Fastify, { type FastifyInstance } from "fastify";
import { authRoutes } from "../identity/auth-routes.js";
import type { Log } from "../log.js";
import type { Metrics } from "../ops/metrics.js";
import { addDashboard } from "./dashboard.js";
import { type GraphqlRouteOptions, graphqlRoutes } from "./graphql.js";
import { refuseForeign } from "./origins.js";
import { addRequestFacts } from "./request-facts.js";
import { addSecurityHeaders } from "./security-headers.js";

/** Longest body of a request, in bytes: 1,000 allowlist entries with their notes fit. */
const BODY_LIMIT = 1024 * 1024;

export interface HttpOptions extends GraphqlRouteOptions {
  log: Log;
  publicUrl: string;
  trustedOrigins: readonly string[];
  trustedProxies: AddressRanges;
  metrics: Metrics;
  /** Where the built dashboard is, unless beside the server. */
  dashboard?: string;
}

/** All that people and scripts reach: sign-in, GraphQL, dashboard. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    return503OnClosing: true,
  });
  options.metrics.observe(app);
  addRequestFacts(app, options.trustedProxies);
  refuseForeign(app, options.trustedOrigins);
  app.addHook("onResponse", async (request, reply) => {
    const [path] = request.url.split("?", 1);
    const { method, id } = request;
    options.log.debug(
      { requestId: id, method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    );
  });
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.log.error({ requestId: request.id, err: error }, "unexpected error");
    const message = status >= 500 ? "Something went wrong on our side." : error.message;
    return reply.code(status).header("cache-control", "no-store").send({ message, requestId: request.id });
  });
  await addSecurityHeaders(app, options.publicUrl);
  await app.register(authRoutes(options.auth, options.publicUrl));
  await app.register(graphqlRoutes(options));
  await addDashboard(app, options.dashboard);
  return app;
}
