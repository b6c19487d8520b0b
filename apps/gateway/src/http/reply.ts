import { type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { headOf } from "./head.js";

/** The answer of our listeners. While its server closes, each answer is the last one of its connection, so that busy callers go elsewhere. */
export class Reply<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override writeHead(...words: unknown[]): this {
    if (!this.isKept()) this.shouldKeepAlive = false;
    return super.writeHead(...(words as Parameters<ServerResponse["writeHead"]>));
  }

  /**
   * Sends a whole answer. Nearly always head and body are one text that is written at once, since what Node.js does for each header and for
   * the end takes longer than deciding. Answers that need more go the ordinary way: to HEAD or HTTP/1.0, the last one of a connection, one
   * to a request whose body is still arriving, or one whose body is not ASCII.
   * @param headers names and values in turn, as for `headOf`: without Content-Length, Date and those about the connection
   * @throws TypeError when a value has characters that no header may have; nothing was written then
   */
  answer(status: number, headers: readonly string[], body: string): void {
    const length = body === "" ? 0 : Buffer.byteLength(body);
    if (length === body.length && this.isPlain()) {
      const head = headOf(status, headers, length, this.server?.keepAliveTimeout ?? 0);
      this.socket?.write(head + body, "latin1");
      // The server waits for this before it goes on with the connection's next request.
      this.emit("finish");
    } else {
      // With the reason phrase: else that of an earlier head, which was refused, would be sent.
      this.writeHead(status, STATUS_CODES[status], [...headers, "Content-Length", String(length)]);
      this.end(body);
    }
  }

  private get server(): Server | undefined {
    return (this.req.socket as Socket & { server?: Server }).server;
  }

  private isKept(): boolean {
    return this.shouldKeepAlive && this.server?.listening !== false;
  }

  private isPlain(): boolean {
    const { complete, httpVersion, method } = this.req;
    // Of pipelined requests only the first one has the socket, until it is answered.
    const isWritable = this.socket?.writable === true;
    return isWritable && complete && httpVersion === "1.1" && method !== "HEAD" && this.isKept();
  }
}
