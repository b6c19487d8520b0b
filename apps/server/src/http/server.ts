import { randomUUID } from "node:crypto";
import { closeServers, watchConnections } from "@latchkey/enforcer/http";
import Fastify, { type FastifyInstance } from "fastify";
import { invitationRoutes } from "../accounts/invitation-routes.js";
import { authRoutes } from "../identity/auth-routes.js";
import type { Metrics } from "../ops/metrics.js";
import { ARRIVAL } from "./arrival.js";
import { addDashboard, urlToRoute } from "./dashboard.js";
import { errorAnswer } from "./errors.js";
import { type GraphqlRouteOptions, graphqlRoutes } from "./graphql.js";
import { refuseForeign } from "./origins.js";
import { addRequestFacts } from "./request-facts.js";
import { securityHeaders } from "./security-headers.js";
import { shownPath } from "./shown-path.js";

/** Longest body of a request, in bytes, where a route does not say otherwise. */
const BODY_LIMIT = 64 * 1024;

interface HttpOptions extends GraphqlRouteOptions {
  publicUrl: string;
  trustedOrigins: readonly string[];
  metrics: Metrics;
  /** Where the built dashboard is, unless beside the server. */
  dashboard?: string;
}

/** All that people and scripts reach: sign-in, invitations, GraphQL, dashboard. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const setSecurityHeaders = securityHeaders(options.publicUrl);
  const answerError = errorAnswer(options.log, (message, requestId) => ({ message, requestId }));
  const app: FastifyInstance = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    ...ARRIVAL,
    return503OnClosing: false,
    rewriteUrl: urlToRoute,
    // An address that can't be decoded has no route, and no hook runs for it.
    frameworkErrors(error, request, reply) {
      setSecurityHeaders(request, reply);
      reply.header("x-request-id", request.id);
      answerError(error, request, reply);
    },
  });
  watchConnections(app.server);
  app.addHook("preClose", () => closeServers([app.server]));
  // While it closes, each answer is its connection's last. Fastify says so only to what begins after that.
  app.addHook("onSend", async (_, reply) => {
    if (!app.server.listening) reply.header("connection", "close");
  });
  options.metrics.observe(app);
  addRequestFacts(app, options.trustedProxies);
  app.addHook("onRequest", async (request, reply) => setSecurityHeaders(request, reply));
  refuseForeign(app, options.trustedOrigins);
  app.addHook("onResponse", async (request, reply) => {
    const path = shownPath(request.url);
    const { method, id } = request;
    options.log.debug(
      { requestId: id, method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    );
  });
  app.setErrorHandler(answerError);
  await app.register(authRoutes(options.auth, options.publicUrl));
  await app.register(invitationRoutes(options));
  await app.register(graphqlRoutes(options));
  await addDashboard(app, options.dashboard);
  return app;
}
