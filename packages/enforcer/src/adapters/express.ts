import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer, FlatHeaders } from "@latchkey/enforcement";
import type { Enforcer } from "../enforcer.js";
import type { AllowedCall } from "./allowed-call.js";
import { routesBefore } from "./earlier-routes.js";
import { misroutedAnswer } from "./misrouted.js";
import { type LatchkeyOptions, openGuard } from "./open-guard.js";

export type { AllowedCall } from "./allowed-call.js";
export type { LatchkeyOptions } from "./open-guard.js";

declare global {
  namespace Express {
    interface Request {
      /** Who calls, and which operation. Set by the guard, so undefined before it. */
      latchkey?: AllowedCall;
    }
  }
}

/** A request as Express and Connect pass it on. */
export interface GuardedRequest extends IncomingMessage {
  /** The request target as the client sent it: Express takes off `url` what a router is mounted under. */
  originalUrl?: string;
  /** Set by the guard. */
  latchkey?: AllowedCall;
}

/** A RequestHandler of Express 4 and 5, and of Connect. */
export type RequestHandler = (
  request: GuardedRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void | Promise<void>;

/** The guard: a middleware to be mounted before all routes. */
export interface Latchkey extends RequestHandler {
  /** Tells by `status()` whether the rules are loaded. */
  readonly enforcer: Enforcer;
  /** Closes the enforcer, unless it was passed in; takes about five seconds at most. */
  close(): Promise<void>;
}

/**
 * A middleware that passes on allowed requests and answers all others as the gateway's proxy does. It does not wait for the database: until
 * the rules are loaded it answers 503. Rejects with one line that names the option when an option can't be used.
 */
export async function latchkey(options: LatchkeyOptions): Promise<Latchkey> {
  const { guard, logger, enforcer, close } = await openGuard(options);
  let isFirst = true;
  const handle: RequestHandler = async (request, response, next) => {
    try {
      if (isFirst) {
        isFirst = false;
        const routes = routesBefore(handle, request);
        if (routes.length > 0)
          logger.warn({ routes }, "these routes stand before the guard and are not judged");
      }
      const judged = await guard.judge(request, targetOf(request));
      if (!judged.allowed) return answerWith(response, judged.answer);
      setHeaders(response, judged.headers);
      request.latchkey = judged.call;
    } catch (error) {
      // Thrown when somebody else has answered meanwhile. Even then no handler may run.
      return next(error);
    }
    next();
  };
  return Object.assign(handle, { enforcer, close });
}

/**
 * Ties a route to the one operation that it serves. Calls of other operations that the router leads there get 403 AMBIGUOUS_PATH, and
 * calls that no guard has judged get 503.
 */
export function serves(operation: string): RequestHandler {
  return (request, response, next) => {
    const answer = misroutedAnswer(request.latchkey, operation, request.method ?? "", targetOf(request));
    if (answer === null) next();
    else answerWith(response, answer);
  };
}

function answerWith(response: ServerResponse, { status, headers, body }: Answer): void {
  response.statusCode = status;
  // One by one: middlewares that take hold of `writeHead`, as loggers and compressors do, often know no flat list.
  setHeaders(response, headers);
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.end(body);
}

function setHeaders(response: ServerResponse, headers: FlatHeaders): void {
  for (let at = 0; at < headers.length; at += 2) {
    response.setHeader(headers[at] ?? "", headers[at + 1] ?? "");
  }
}

/** What the client sent: `originalUrl`, since a router that is mounted under a prefix takes the prefix off `url`. */
function targetOf({ originalUrl, url = "" }: GuardedRequest): string {
  return originalUrl ?? url;
}
