import type * as http from "node:http";
import type { Allowed, AnswerContext } from "@latchkey/enforcement";
import type { Logger } from "pino";
import type { Reply } from "../http/reply.js";
import { failureAnswer } from "./failure.js";
import { clientHeaders } from "./headers.js";

/** An allowed call that is forwarded. */
interface Call {
  request: http.IncomingMessage;
  response: Reply;
  allowed: Allowed;
  context: AnswerContext;
  /** Whether the caller sends a body, even an empty one. */
  sendsBody: boolean;
  /** Opens a request to the upstream, of which nothing is sent yet. */
  open(): http.ClientRequest;
  logger: Logger;
}

/** No Upgrade header goes to the upstream: who got its 101 would go on in another protocol, which nobody judges. */
const UNASKED_UPGRADE = "UNASKED_UPGRADE";

/** One try to forward a call, streaming both ways. When one side ends, so does the other. */
export class Attempt {
  private readonly outgoing: http.ClientRequest;
  private isTimeout = false;
  private readonly abort = () => this.outgoing.destroy();

  /** @param mayRetry whether the call may be sent a second time, since it has no effects */
  constructor(
    private readonly call: Call,
    private readonly mayRetry: boolean,
  ) {
    this.outgoing = call.open();
  }

  start(): void {
    const { call, outgoing } = this;
    // All header lines of the answer: by default Node.js drops those after about the first 1,000.
    outgoing.maxHeadersCount = 0;
    call.response.once("close", this.abort);
    outgoing.on("timeout", () => this.onTimeout());
    outgoing.on("response", (incoming) => this.onResponse(incoming));
    outgoing.on("error", (error) => this.onError(error));
    // Without a listener the request would never end.
    outgoing.on("upgrade", (_, socket) => {
      socket.destroy();
      this.fail(UNASKED_UPGRADE);
    });
    if (call.sendsBody) this.sendBody();
    else outgoing.end();
  }

  private sendBody(): void {
    const { outgoing } = this;
    const { request, response } = this.call;
    streamBody(request, outgoing);
    // Of a request behind others on its connection, the answer does not notice that the caller has gone.
    request.once("close", () => {
      if (request.complete) return;
      response.destroy();
      outgoing.destroy();
    });
  }

  private onTimeout(): void {
    this.isTimeout = true;
    this.outgoing.destroy();
  }

  private onResponse(incoming: http.IncomingMessage): void {
    const { response, allowed, context } = this.call;
    if (incoming.statusCode === 101) {
      // One that names no protocol.
      this.fail(UNASKED_UPGRADE);
      this.outgoing.destroy();
      return;
    }
    try {
      // Without the upstream's reason phrase: Node.js accepts characters in it that it refuses to write.
      const { statusCode = 0, rawHeaders } = incoming;
      response.writeHead(statusCode, clientHeaders(rawHeaders, allowed, context.requestId));
    } catch (error) {
      this.fail((error as NodeJS.ErrnoException).code);
      this.outgoing.destroy();
      return;
    }
    streamAnswer(incoming, response);
  }

  private onError(error: NodeJS.ErrnoException): void {
    const { call, outgoing } = this;
    call.response.off("close", this.abort);
    // The upstream may close an idle connection just when we use it: then it has served nothing.
    if (this.mayRetry && outgoing.reusedSocket && !this.isTimeout && !this.isAnswered())
      new Attempt(call, false).start();
    else this.fail(error.code);
  }

  /** Tells the caller that there will be no answer of the upstream, if they can still be told. */
  private fail(code: string | undefined): void {
    const { response, allowed, context, logger } = this.call;
    response.off("close", this.abort);
    if (this.isAnswered()) return;
    logger.warn({ code, requestId: context.requestId }, "the upstream did not answer");
    const failure = this.isTimeout ? "UPSTREAM_TIMEOUT" : "UPSTREAM_UNREACHABLE";
    const answer = failureAnswer(failure, allowed, context, code);
    response.answer(answer.status, answer.headers, answer.body);
  }

  private isAnswered(): boolean {
    const { response } = this.call;
    return response.destroyed || response.headersSent;
  }
}

function streamBody(request: http.IncomingMessage, outgoing: http.ClientRequest): void {
  request.pipe(outgoing);
  // Sends the headers without waiting for the body, so that the upstream may answer before it.
  setImmediate(() => {
    if (!request.readableDidRead && !outgoing.writableEnded && !outgoing.destroyed) sendHead(outgoing);
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
    if (!incoming.readableDidRead && !response.writableEnded) sendHead(response);
  });
}

/** Sends the headers now, byte for byte as they came, which Node.js reads as Latin-1; its own `flushHeaders` would write them as UTF-8. */
function sendHead(message: http.OutgoingMessage): void {
  message.write("", "latin1");
}
