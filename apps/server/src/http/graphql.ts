import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { Context, Installation } from "../graphql/context.js";
import type { Auth } from "../identity/auth.js";
import { whoAsks } from "../identity/who-asks.js";
import type { Log } from "../log.js";
import { errorAnswer } from "./errors.js";
import { requestHeaders } from "./web-headers.js";

export interface GraphqlRouteOptions {
  apollo: ApolloServer<Context>;
  installation: Installation;
  auth: Auth;
  /** Whether the provider's staff are operators with a second factor only. */
  secondFactorRequired: boolean;
  log: Log;
}

const BY_POST = {
  errors: [{ message: "Send GraphQL requests by POST.", extensions: { code: "BAD_USER_INPUT" } }],
};

/** `POST /graphql` with a JSON body, and no other way in. */
export function graphqlRoutes({
  apollo,
  installation,
  auth,
  secondFactorRequired,
  log,
}: GraphqlRouteOptions) {
  const identity = { auth, database: installation.database, secondFactorRequired };
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser("text/plain");
    app.setErrorHandler(
      errorAnswer(log, (message, requestId, status) => {
        const code = status < 500 ? "BAD_USER_INPUT" : "INTERNAL_SERVER_ERROR";
        return { errors: [{ message, extensions: { code, requestId } }] };
      }),
    );
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    app.post("/graphql", {
      handler: fastifyApolloHandler(apollo, {
        context: async (request, reply): Promise<Context> => {
          const { cookies, ...who } = await whoAsks(identity, requestHeaders(request));
          if (cookies.length > 0) reply.header("set-cookie", cookies);
          return { installation, ...who, address: request.clientAddress, requestId: request.id };
        },
      }),
    });
    app.route({
      method: ["GET", "PUT", "PATCH", "DELETE"],
      url: "/graphql",
      handler: (_request, reply) => reply.code(405).header("allow", "POST").send(BY_POST),
    });
  };
}
