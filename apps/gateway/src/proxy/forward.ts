import * as http from "node:http";
import * as https from "node:https";
import type { AddressRanges, Allowed, AnswerContext } from "@latchkey/enforcement";
import type { Logger } from "pino";
import { hasBody } from "../http/listener.js";
import type { Reply } from "../http/reply.js";
import { failureAnswer } from "./failure.js";
import { clientHeaders, upstreamHeaders } from "./headers.js";

/** Forwards an allowed request and answers it with what comes back. */
export type Forward = (
  request: http.IncomingMessage,
  response: Reply,
  allowed: Allowed,
  context: AnswerContext,
) => void;

/** How long to wait for the upstream, in milliseconds. */
export interface Patience {
  /** A request is given up after so long without a byte of an answer. */
  silence: number;
  /** A connection is closed after so long without a request. */
  idle: number;
}

/**
 * `silence`: longer than any upstream should need. `idle`: less than the five seconds after which many upstreams close idle connections,
 * some without announcing it: a request that is sent at that moment is lost, and only one without effects may be repeated.
 */
const PATIENCE: Patience = { silence: 120_000, idle: 4_000 };

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
  { silence, idle }: Patience = PATIENCE,
): Forward {
  const { request: connect, Agent } = upstream.protocol === "https:" ? https : http;
  const agent = new Agent({ keepAlive: true, timeout: idle, scheduling: "lifo", maxFreeSockets: 256 });
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

    const attempt = (mayRetry: boolean) => {
      const outgoing = connect({ ...target, method, path: url, headers, timeout: silence });
      // All header lines of the answer: by default Node.js drops those after about the first 1,000.
      outgoing.maxHeadersCount = 0;
      let isTimeout = false;
      const abort = () => outgoing.destroy();
      response.once("close", abort);
      outgoing.on("timeout", () => {
        isTimeout = true;
        outgoing.destroy();
      });
      const fail = (code: string | undefined) => {
        response.off("close", abort);
        if (response.destroyed || response.headersSent) return;
        logger.warn({ code, requestId: context.requestId }, "the upstream did not answer");
        const failure = isTimeout ? "UPSTREAM_TIMEOUT" : "UPSTREAM_UNREACHABLE";
        const answer = failureAnswer(failure, allowed, context);
        response.answer(answer.status, answer.headers, answer.body);
      };
      outgoing.on("response", (incoming) => {
        try {
          // Without the upstream's reason phrase: Node.js accepts characters in it that it refuses to write.
          const { statusCode = 0, rawHeaders } = incoming;
          response.writeHead(statusCode, clientHeaders(rawHeaders, allowed, context.requestId));
        } catch (error) {
          fail((error as NodeJS.ErrnoException).code);
          outgoing.destroy();
          return;
        }
        streamAnswer(incoming, response);
      });
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        response.off("close", abort);
        const isAnswered = response.destroyed || response.headersSent;
        // The upstream may close an idle connection just when we use it: then it has served nothing.
        if (mayRetry && outgoing.reusedSocket && !isTimeout && !isAnswered) attempt(false);
        else fail(error.code);
      });
      // An upgrade that nobody asked for: no Upgrade header goes to the upstream. Without a listener the request would never end.
      outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        fail("UNASKED_UPGRADE");
      });
      if (sendsBody) streamBody(request, outgoing);
      else outgoing.end();
    };
    attempt(!sendsBody && (method === "GET" || method === "HEAD"));
  };
}

function streamBody(request: http.IncomingMessage, outgoing: http.ClientRequest): void {
  request.pipe(outgoing);
  // Sends the headers without waiting for the body, so that the upstream may answer before it.
  setImmediate(() => {
    if (!request.readableDidRead && !outgoing.writableEnded && !outgoing.destroyed) outgoing.flushHeaders();
  });
  // When the upstream answers or fails before it has the whole body, the rest is read and discarded: the caller may read the answer only
  // after it has sent everything, and the connection's next request comes after the body.
  outgoing.once("close", () => request.resume());
}

function streamAnswer(incoming: http.IncomingMessage, response: Reply): void {
  incoming.on("error", () => response.destroy());
  incoming.pipe(response);
  // Node.js holds back the headers until the first bytes of the body, which may take long. Most often they are here already.
  setImmediate(() => {
    if (!incoming.readableDidRead && !response.writableEnded) response.flushHeaders();
  });
}
