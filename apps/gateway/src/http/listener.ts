import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import { watchConnections } from "@latchkey/enforcer/http";
import { Reply } from "./reply.js";

/** Answers a request. `expectsContinue`: its body comes only after `response.writeContinue()`. */
export type Handler = (request: IncomingMessage, response: Reply, expectsContinue: boolean) => void;

/** How long a caller may go on sending after its answer was given, before the connection is cut. As in nginx. */
const LINGER_MILLISECONDS = 30_000;

interface ListenerOptions {
  /** Milliseconds in which a whole request must have arrived, its body included; else the answer is 408. */
  requestTimeout: number;
  /** The most bytes of request line and headers together; beyond that the answer is 431. Default 16,384. */
  maxHeaderSize?: number;
}

/**
 * An HTTP server that passes every request to `handle`: also CONNECT, requests that wait for 100 Continue, and those with any other Expect
 * header, which is ignored. What the parser refuses, Node.js answers with 400 or 431.
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
    // By default Node.js checks its timeouts every 30 seconds, so that 10 seconds could become 40.
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 75_000,
    insecureHTTPParser: false,
  });
  // All header lines: by default older releases of Node.js drop those after about the first 1,000, and so a second Authorization. `maxHeaderSize` bounds them.
  server.maxHeadersCount = 0;
  watchConnections(server);
  const answer = (request: IncomingMessage, response: Reply, expectsContinue: boolean) => {
    if (hasBody(request)) closeInStages(request);
    // What came along with it Node.js has dropped, as part of the other protocol: a next request would wait for ever.
    if (insistsOnUpgrade(request)) response.shouldKeepAlive = false;
    handle(request, response, expectsContinue);
  };
  server.on("request", (request, response) => answer(request, response, false));
  server.on("checkContinue", (request, response) => answer(request, response, true));
  server.on("checkExpectation", (request, response) => answer(request, response, false));
  server.on("connect", (request, socket) => answerConnect(handle, request, socket as Socket));
  return server;
}

/** Whether the request says that a body follows, even an empty one. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** Protocols that a client offers to go on in, and does without: HTTP/2, and TLS (RFC 2817 §3.1). */
const ONLY_OFFERED = /^(h2c|tls\/[\d.]+)$/i;

/**
 * Whether the request asks for another protocol that can't be given here. Clients of Java offer HTTP/2 with the first request of each
 * connection, or TLS with every GET, and go on with HTTP/1.1 when the answer is of that (RFC 9110 §7.8).
 */
export function insistsOnUpgrade({ headers: { upgrade } }: IncomingMessage): boolean {
  return upgrade !== undefined && !upgrade.split(",").every((protocol) => ONLY_OFFERED.test(protocol.trim()));
}

/**
 * Closes the connection after its last answer in stages (RFC 9112 §9.6): when the request has not arrived completely, the rest is read and
 * discarded first. If the connection were closed at once it would be reset, and a caller that sends all before it reads would never see
 * the answer.
 */
function closeInStages(request: IncomingMessage): void {
  const { socket } = request;
  const close = () => Socket.prototype.destroySoon.call(socket);
  // Node.js calls this after a last answer.
  socket.destroySoon = () => {
    if (request.complete) return close();
    socket.end();
    request.once("close", close).resume();
    setTimeout(close, LINGER_MILLISECONDS).unref();
  };
}

/** For CONNECT, Node.js passes a bare socket: after the answers to earlier requests it gets an ordinary one, and is closed. */
function answerConnect(handle: Handler, request: IncomingMessage, socket: Socket): void {
  socket.on("error", () => socket.destroy());
  // What else comes is discarded: unread, it would hide the end of the connection, which would then stay for ever.
  socket.resume();
  afterEarlierAnswers(socket, () => {
    const response = new Reply(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.on("finish", () => {
      socket.end();
      setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
    });
    handle(request, response, false);
  });
}

/** Where Node.js keeps, though its docs don't say so, the answer that is under way on a connection. A second one meanwhile would throw. */
type Answering = Socket & { _httpMessage?: ServerResponse | null };

function afterEarlierAnswers(socket: Answering, act: () => void): void {
  const earlier = socket._httpMessage;
  if (earlier) earlier.once("finish", () => afterEarlierAnswers(socket, act));
  else act();
}
