import { createServer, type IncomingMessage, type Server } from "node:http";
import { Socket } from "node:net";
import { watchConnections } from "@latchkey/enforcer/http";
import { Reply } from "./reply.js";

export type Handler = (request: IncomingMessage, response: Reply, expectsContinue: boolean) => void;

/** Long enough for a caller to see the answer while it sends. As nginx. */
const LINGER_MILLISECONDS = 30_000;

export interface ListenerOptions {
  /** Milliseconds in which a whole request must have come, its body included. */
  requestTimeout: number;
  /** Bytes that the request line and all headers may have together; over them it is 431. Default 16,384. */
  maxHeaderSize?: number;
}

/**
 * An HTTP server whose every request reaches `handle`: also CONNECT, one that waits for 100 Continue, which `handle` answers
 * when it wants the body, and one that expects what nobody knows, which counts for nothing. What the parser refuses is answered 400
 * or 431 by Node.js.
 */
export function createListener(
  handle: Handler,
  { requestTimeout, maxHeaderSize = 16_384 }: ListenerOptions,
): Server {
  const server = createServer({
    ServerResponse: Reply,
    maxHeaderSize,
    headersTimeout: Math.min(10_000, requestTimeout),
    requestTimeout,
    // Node.js looks every 30 seconds whether a time is over, so that 10 seconds could be 40.
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 75_000,
    insecureHTTPParser: false,
  });
  // Node.js hides header lines after the first 1,000 or so: a second Authorization among them would go unseen. Their size bounds them.
  server.maxHeadersCount = 0;
  watchConnections(server);
  const answer = (request: IncomingMessage, response: Reply, expectsContinue: boolean) => {
    if (hasBody(request)) closeInStages(request);
    handle(request, response, expectsContinue);
  };
  server.on("request", (request, response) => answer(request, response, false));
  server.on("checkContinue", (request, response) => answer(request, response, true));
  server.on("checkExpectation", (request, response) => answer(request, response, false));
  server.on("connect", (request, socket) => answerConnect(handle, request, socket as Socket));
  return server;
}

/** Whether the request says that a body follows, be it an empty one. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/**
 * When the answer is the last one of the connection and the request has not come as a whole, what still comes is read and forgotten before
 * the connection ends (RFC 9112 §9.6). Ended at once, it would be reset: whoever sends first and reads then would never see the answer.
 */
function closeInStages(request: IncomingMessage): void {
  const { socket } = request;
  const close = () => Socket.prototype.destroySoon.call(socket);
  // What Node.js calls after a last answer.
  socket.destroySoon = () => {
    if (request.complete) return close();
    socket.end();
    request.once("close", close).resume();
    setTimeout(close, LINGER_MILLISECONDS).unref();
  };
}

/** Node.js hands over a bare socket for CONNECT. It gets an ordinary answer and is closed. */
function answerConnect(handle: Handler, request: IncomingMessage, socket: Socket): void {
  socket.on("error", () => socket.destroy());
  const response = new Reply(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on("finish", () => socket.end());
  handle(request, response, false);
}
