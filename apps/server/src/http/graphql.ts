import { isUtf8 } from "node:buffer";
import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { AddressRanges } from "@latchkey/enforcement";
import type { DirectEnforcer } from "@latchkey/enforcer";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { Context, Installation } from "../graphql/context.js";
import { unavailableFromTheStart } from "../graphql/errors.js";
import { exceeds, LIMITS } from "../graphql/limits.rule.js";
import type { Auth } from "../identity/auth.js";
import { NOBODY, whoAsks } from "../identity/who-asks.js";
import type { Log } from "../log.js";
import { codeOfStatus, errorAnswer, report } from "./errors.js";
import { hasFewValues } from "./json-size.js";
import { keyDoor } from "./key-door.js";
import { requestHeaders } from "./web-headers.js";

export interface GraphqlRouteOptions {
  apollo: ApolloServer<Context>;
  installation: Installation;
  auth: Auth;
  /** Judges keys that ask. */
  enforcer: DirectEnforcer;
  trustedProxies: AddressRanges;
  /** Whether the provider's staff are operators with a second factor only. */
  secondFactorRequired: boolean;
  log: Log;
}

/** Values in a body: each is looked at before anything can be said of it. Requests of our own have some thousands. */
const MOST_VALUES = 40_000;
/** Longest body, in bytes: 1,000 allowlist entries fit, each with a note of 500 characters of 4 bytes. */
const BODY_LIMIT = 4 * 1024 * 1024;

const JSON_TYPE = "application/json";
/** How clients of newer kinds have it called. */
const GRAPHQL_JSON = "application/graphql-response+json";

/** What is wrong with a body that is not even looked at; the rest are a status's own words. */
const UNREADABLE: Record<number, string> = {
  400: "The body is not JSON in UTF-8, or it is compressed.",
  413: `The body is too long: it may have at most ${BODY_LIMIT / 1024 ** 2} MiB and ${MOST_VALUES.toLocaleString("en")} values.`,
  415: `Send JSON, with Content-Type: ${JSON_TYPE}.`,
};

const BY_POST = refusal("Send GraphQL requests by POST.");

/** `POST /graphql` with a JSON body, and no other way in. */
export function graphqlRoutes(options: GraphqlRouteOptions) {
  const { apollo, installation, enforcer, trustedProxies, log } = options;
  const door = keyDoor({ enforcer, trustedProxies, supportEmail: installation.supportEmail, log });
  const handler = fastifyApolloHandler(apollo, { context: contextOf(options) });
  return async (app: FastifyInstance): Promise<void> => {
    parseJsonAlone(app);
    app.setErrorHandler(
      errorAnswer(log, (message, requestId, status) => {
        const code = codeOfStatus(status);
        return { errors: [{ message: UNREADABLE[status] ?? message, extensions: { code, requestId } }] };
      }),
    );
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    app.decorateRequest("automation", null);
    app.post("/graphql", {
      bodyLimit: BODY_LIMIT,
      onRequest: door.admit,
      onSend: door.settle,
      preHandler: beforeApollo,
      handler,
    });
    app.route({
      method: ["GET", "PUT", "PATCH", "DELETE"],
      url: "/graphql",
      handler: (_request, reply) => reply.code(405).header("allow", "POST").send(BY_POST),
    });
  };
}

/** Reads no body but JSON in UTF-8, with a bounded number of values in it. */
function parseJsonAlone(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<Buffer>(JSON_TYPE, { parseAs: "buffer" }, (request, body, done) => {
    // Read all the same, it would have other characters in the place of some, and a name would stay so.
    if (!isUtf8(body)) return done(Object.assign(new Error("Not UTF-8"), { statusCode: 400 }));
    const text = body.toString();
    if (hasFewValues(text, MOST_VALUES)) return parse(request, text, done);
    done(Object.assign(new Error("Too many values"), { statusCode: 413 }));
  });
}

async function beforeApollo({ body, headers, id }: FastifyRequest, reply: FastifyReply): Promise<void> {
  // Apollo looks at what is accepted once all of it was carried out, and then hides a token behind 406: it finds nothing to refuse.
  headers.accept = headers.accept?.includes(GRAPHQL_JSON) ? `${GRAPHQL_JSON}, ${JSON_TYPE}` : JSON_TYPE;
  const query = (body as { query?: unknown } | null)?.query;
  if (typeof query === "string" && query.length > LIMITS.characters)
    await reply.code(400).send(refusal(exceeds("characters"), { requestId: id }));
}

/** Finds out who asks: the key that was admitted, or else the person whose session it is. */
function contextOf({ installation, auth, secondFactorRequired, log }: GraphqlRouteOptions) {
  const identity = { auth, database: installation.database, secondFactorRequired };
  const personOf = (request: FastifyRequest) =>
    whoAsks(identity, requestHeaders(request)).catch((error) => {
      report(log, error, request.id);
      throw notKnownWho(unavailableFromTheStart(error) ?? error, request.id);
    });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const { automation, clientAddress: address, id: requestId } = request;
    const { cookies, ...who } = automation === null ? await personOf(request) : NOBODY;
    if (cookies.length > 0) reply.header("set-cookie", cookies);
    return { installation, ...who, automation, address, requestId };
  };
}

/** Where it is not known who asks, no plugin of Apollo's runs that would say which request it was. */
function notKnownWho(originalError: Error, requestId: string): GraphQLError {
  const known = originalError instanceof GraphQLError && originalError.extensions;
  return new GraphQLError("It is not known who asks.", {
    originalError,
    extensions: { ...known, requestId },
  });
}

function refusal(message: string, facts: object = {}) {
  return { errors: [{ message, extensions: { code: "BAD_USER_INPUT", ...facts } }] };
}
