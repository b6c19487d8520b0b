import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context, Installation } from "../graphql/context.js";
import type { Auth } from "../identity/auth.js";
import { whoAsks } from "../identity/who-asks.js";
import { requestHeaders } from "./web-headers.js";

export interface GraphqlRouteOptions {
  apollo: ApolloServer<Context>;
  installation: Installation;
  auth: Auth;
  trustedOrigins: readonly string[];
}

/** `POST /graphql`, and no other method. A page of another origin gets nowhere with somebody's cookie. */
export function graphqlRoutes({ apollo, installation, auth, trustedOrigins }: GraphqlRouteOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser("text/plain");
    app.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      if (isForeign(request, trustedOrigins))
        await refuse(reply, 403, "FORBIDDEN", "This origin is not trusted.");
    });
    app.post("/graphql", {
      handler: fastifyApolloHandler(apollo, {
        context: async (request, reply): Promise<Context> => {
          const { user, isOperator, cookies } = await whoAsks(
            auth,
            installation.database,
            requestHeaders(request),
          );
          if (cookies.length > 0) reply.header("set-cookie", cookies);
          return { installation, user, isOperator, address: request.clientAddress, requestId: request.id };
        },
      }),
    });
    app.route({
      method: ["GET", "PUT", "PATCH", "DELETE"],
      url: "/graphql",
      handler: (_request, reply) =>
        refuse(reply.header("allow", "POST"), 405, "BAD_USER_INPUT", "Send GraphQL requests by POST."),
    });
  };
}

/** Whether a browser says that a page of another origin sends this. Programs send neither header. */
function isForeign({ headers }: FastifyRequest, trustedOrigins: readonly string[]): boolean {
  if (headers.origin !== undefined) return !trustedOrigins.includes(headers.origin);
  return headers["sec-fetch-site"] === "cross-site";
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
