import * as http from "node:http";
import * as https from "node:https";
import type { AddressRanges, Allowed, AnswerContext } from "@latchkey/enforcement";
import type { Logger } from "pino";
import { hasBody } from "../http/listener.js";
import type { Reply } from "../http/reply.js";
import { failureAnswer } from "./failure.js";
import { clientHeaders, upstreamHeaders } from "./headers.js";

export type Forward = (
  request: http.IncomingMessage,
  response: Reply,
  allowed: Allowed,
  context: AnswerContext,
) => void;

/** How long is waited for the upstream, in milliseconds. */
export interface Patience {
  /** Without a byte of an answer: then it is given up. */
  silence: number;
  /** A connection without a request: then it is closed. */
  idle: number;
}

/**
 * Longer than any upstream should be silent; and less than the five seconds after which many close what is idle, some without saying so
 * before. A request that is sent at that moment is lost, and only one without effects may be sent again.
 */
const PATIENCE: Patience = { silence: 120_000, idle: 4_000 };

/**
 * Forwards to the upstream, streaming both ways: the method, the request target byte for byte as it was judged, and the
 * headers of `upstreamHeaders`. Either side's end is the other's. Node's own client is used since proxying libraries parse the
 * target and write it anew.
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
    const { method = "", url = "", rawHeaders, socket } = request;
    const headers = upstreamHeaders(
      rawHeaders,
      socket.remoteAddress ?? null,
      trustedProxies,
      allowed,
      context.requestId,
    );
    // HTTP/1.0 knows callers that name no host; HTTP/1.1, which we speak to the upstream, does not.
    if (request.headers.host === undefined) headers.push("Host", upstream.host);
    const sendsBody = hasBody(request);

    const attempt = (mayRetry: boolean) => {
      const outgoing = connect({ ...target, method, path: url, headers, timeout: silence });
      // All header lines of the answer; Node.js would hide those after the first 1,000 or so.
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
          // Without the upstream's own words for the status: Node.js reads more of them than it writes.
          const { statusCode = 0, rawHeaders } = incoming;
          response.writeHead(statusCode, clientHeaders(rawHeaders, allowed, context.requestId));
        } catch (error) {
          fail((error as NodeJS.ErrnoException).code);
          outgoing.destroy();
          return;
        }
        incoming.on("error", () => response.destroy());
        incoming.pipe(response);
        // Node.js keeps the headers back for the first bytes of the body, which may be long in coming: most often they are here already.
        setImmediate(() => {
          if (!incoming.readableDidRead && !response.writableEnded) response.flushHeaders();
        });
      });
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        response.off("close", abort);
        const isAnswered = response.destroyed || response.headersSent;
        // An idle connection may be closed by the upstream just when we use it: nothing was served then.
        if (mayRetry && outgoing.reusedSocket && !isTimeout && !isAnswered) attempt(false);
        else fail(error.code);
      });
      // Unasked: no Upgrade header goes to the upstream. Without a listener, Node.js would tell nobody that the request is over.
      outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        fail("UNASKED_UPGRADE");
      });
      if (!sendsBody) return void outgoing.end();
      request.pipe(outgoing);
      // Here too, so that an upstream may answer by them alone.
      setImmediate(() => {
        if (!request.readableDidRead && !outgoing.writableEnded && !outgoing.destroyed)
          outgoing.flushHeaders();
      });
      // An upstream may answer or fail before it has the whole body. What is left is read all the same, and goes nowhere: its sender may
      // look for the answer only behind it, and the connection's next request comes after it.
      outgoing.once("close", () => request.resume());
    };
    attempt(!sendsBody && (method === "GET" || method === "HEAD"));
  };
}
