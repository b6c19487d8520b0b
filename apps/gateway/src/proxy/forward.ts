import * as http from "node:http";
import * as https from "node:https";
import type { AddressRanges, Allowed, AnswerContext } from "@latchkey/enforcement";
import type { Logger } from "pino";
import { hasBody } from "../http/listener.js";
import type { Reply } from "../http/reply.js";
import { Attempt } from "./attempt.js";
import { upstreamHeaders } from "./headers.js";
import { limitConnecting } from "./limit-connecting.js";
import { watchedAgent } from "./watched-agent.js";

/** Forwards an allowed request and answers it with what comes back. */
export type Forward = (
  request: http.IncomingMessage,
  response: Reply,
  allowed: Allowed,
  context: AnswerContext,
) => void;

/** How long to wait for the upstream, in milliseconds. */
export interface Patience {
  /** A request is given up when so long has not sufficed to connect, TLS included. */
  connecting: number;
  /** A request is given up after so long without a byte of an answer. */
  silence: number;
  /** A connection is closed after so long without a request. */
  idle: number;
}

/**
 * `connecting`: two packets that are lost on the way are sent again by then. `silence`: longer than any upstream should need. `idle`: less than the five seconds after which many upstreams close idle connections,
 * some without announcing it: a request that is sent at that moment is lost, and only one without effects may be repeated.
 */
const PATIENCE: Patience = { connecting: 10_000, silence: 120_000, idle: 4_000 };

const MEANT_TO_HAVE_A_BODY = new Set(["PATCH", "POST", "PUT"]);

/**
 * Forwards requests to the upstream, streaming both ways: the method, the request target byte for byte as it was judged, and
 * `upstreamHeaders`. When one side ends, so does the other. Uses the client of Node.js, since proxy libraries parse the target and write
 * it anew: docs/adr/0009-the-proxy-forwards-with-nodes-own-client.md.
 */
export function createForward(
  upstream: URL,
  trustedProxies: AddressRanges,
  logger: Logger,
  { connecting, silence, idle }: Patience = PATIENCE,
): Forward {
  const { request: connect, Agent } = upstream.protocol === "https:" ? https : http;
  const agent = watchedAgent(Agent, {
    keepAlive: true,
    timeout: idle,
    scheduling: "lifo",
    maxFreeSockets: 256,
  });
  const target = {
    hostname: upstream.hostname.replace(/^\[|\]$/g, ""),
    port: upstream.port === "" ? undefined : Number(upstream.port),
    agent,
  };

  return (request, response, allowed, context) => {
    const { method = "", url = "" } = request;
    const headers = upstreamHeaders(request, trustedProxies, allowed, context.requestId);
    // Callers of HTTP/1.0 need not name a host; HTTP/1.1, which we speak to the upstream, requires it.
    if (request.headers.host === undefined) headers.push("Host", upstream.host);
    const sendsBody = hasBody(request);
    // Node.js would announce chunks, which not every upstream reads (RFC 9110 §8.6).
    if (!sendsBody && MEANT_TO_HAVE_A_BODY.has(method)) headers.push("Content-Length", "0");
    const open = () => {
      const outgoing = connect({ ...target, method, path: url, headers, timeout: silence });
      limitConnecting(outgoing, connecting);
      // Some upstreams answer HEAD with a body, which the next caller on the connection would take for an answer.
      if (method === "HEAD") outgoing.shouldKeepAlive = false;
      return outgoing;
    };
    const mayRetry = !sendsBody && (method === "GET" || method === "HEAD");
    new Attempt({ request, response, allowed, context, sendsBody, open, logger }, mayRetry).start();
  };
}
