import type { Answer, FlatHeaders } from "@latchkey/enforcement";
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import fastifyPlugin from "fastify-plugin";
import type { Enforcer } from "../enforcer.js";
import type { AllowedCall } from "./allowed-call.js";
import { misroutedAnswer } from "./misrouted.js";
import { type LatchkeyOptions, openGuard } from "./open-guard.js";

export type { AllowedCall } from "./allowed-call.js";
export type { LatchkeyOptions } from "./open-guard.js";

declare module "fastify" {
  interface FastifyInstance {
    /** Tells by `enforcer.status()` whether the rules are loaded. */
    latchkey: { readonly enforcer: Enforcer };
  }
  interface FastifyRequest {
    /** Who calls, and which operation. Set for every hook and handler after the plugin's own `onRequest`. */
    latchkey: AllowedCall;
  }
  interface FastifyContextConfig {
    /** The one operation that this route serves: calls of others that the router leads here get 403 AMBIGUOUS_PATH. */
    operation?: string;
  }
}

/** How many guards there were in this process. */
let guards = 0;

const plugin: FastifyPluginAsync<LatchkeyOptions> = async (fastify, options) => {
  refuseEarlierContexts(fastify);
  const { guard, enforcer, close } = await openGuard(options);
  fastify.addHook("onClose", close);
  fastify.decorate("latchkey", { enforcer });
  fastify.decorateRequest("latchkey");
  const judgedByLatchkey: onRequestAsyncHookHandler = async (request, reply) => {
    const { raw, originalUrl, method } = request;
    const judged = await guard.judge(raw, originalUrl);
    if (!judged.allowed) return deny(reply, judged.answer);
    const operation = request.routeOptions.config?.operation;
    const misrouted =
      operation === undefined ? null : misroutedAnswer(judged.call, operation, method, originalUrl);
    if (misrouted !== null) return deny(reply, misrouted);
    request.latchkey = judged.call;
    set(reply, judged.headers);
  };
  // A name of its own, so that its routes are told from those of another guard.
  const name = `judgedByLatchkey${++guards}`;
  fastify.addHook("onRequest", Object.defineProperty(judgedByLatchkey, "name", { value: name }));
  fastify.addHook("onReady", async () => refuseEmptyContext(fastify, name));
};

/**
 * A plugin that passes on allowed requests and answers all others as the gateway's proxy does, on every route of the instance on which it is
 * registered, and where no route is found. The app gets ready without the database: until the rules are loaded it answers 503.
 * Registering fails when an option can't be used, when a plugin with a context of its own was registered before, or when there is no route
 * to guard. Closing the app closes the enforcer too, unless that was passed in.
 */
export const latchkey = fastifyPlugin(plugin, { fastify: "5.x", name: "latchkey" });
export default latchkey;

/** An `onRequest` hook for routes over HTTP/1 and HTTP/2. */
type RouteHook = (
  request: Pick<FastifyRequest, "latchkey" | "method" | "originalUrl">,
  reply: Reply,
) => Promise<unknown>;

/** The part of a FastifyReply that is used here, over HTTP/1 and HTTP/2, and whatever statuses and bodies a route says that it answers with. */
interface Reply {
  code(status: never): unknown;
  header(name: string, value: string): unknown;
  send(body: never): unknown;
}

/**
 * Options for a route that serves one operation: `app.get(path, serves("sms.send"), handler)`. Calls of other operations that the router
 * leads there get 403 AMBIGUOUS_PATH, and calls that no guard has judged get 503. The operation is in `config` too, so that the guard still
 * refuses the former where an `onRequest` of the route's own has taken this one's place.
 */
export function serves(operation: string): { onRequest: RouteHook; config: { operation: string } } {
  return {
    async onRequest({ latchkey, method, originalUrl }, reply) {
      const answer = misroutedAnswer(latchkey, operation, method, originalUrl);
      if (answer !== null) return deny(reply, answer);
    },
    config: { operation },
  };
}

/** Sends the body as bytes: for text, Fastify would change the content type. */
function deny(reply: Reply, { status, headers, body }: Answer): Reply {
  reply.code(status as never);
  set(reply, headers);
  reply.send(Buffer.from(body) as never);
  return reply;
}

function set(reply: Reply, headers: FlatHeaders): void {
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? "", headers[at + 1] ?? "");
}

/** A context copies the hooks that exist when it is created: one that was created before would serve its routes unjudged. */
function refuseEarlierContexts(fastify: FastifyInstance): void {
  const children = Object.getOwnPropertySymbols(fastify).find(
    ({ description }) => description === "fastify.children",
  );
  const made = children && (fastify as unknown as Record<symbol, unknown[]>)[children];
  if (made !== undefined && made.length > 0) {
    throw new Error("Register latchkey first: routes of the plugins before it would not be judged.");
  }
}

/** Registered inside a plugin with a context of its own and no routes, it would guard nothing, and nobody would notice. */
function refuseEmptyContext(fastify: FastifyInstance, guard: string): void {
  const isRoot = !("register" in Object.getPrototypeOf(fastify));
  if (isRoot || fastify.printRoutes({ includeHooks: true }).includes(`"${guard}()"`)) return;
  throw new Error(
    "latchkey guards no route here: register it on the app, or wrap the plugin that registers it with fastify-plugin.",
  );
}
