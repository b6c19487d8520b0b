import {
  type IncomingMessage,
  type Server,
  ServerResponse,
  STATUS_CODES,
  validateHeaderValue,
} from "node:http";
import type { Socket } from "node:net";

const SECOND = 1_000;

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
   * @param headers names and values in turn, without Content-Length, Date and those about the connection
   * @throws TypeError when a value has characters that no header may have; nothing was written then
   */
  answer(status: number, headers: readonly string[], body: string): void {
    const length = Buffer.byteLength(body);
    if (length === body.length && this.isPlain()) {
      this.socket?.write(headOf(status, headers, length, this.server) + body, "latin1");
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

/** The head of an answer on a connection that is kept, as Node.js would write it. */
function headOf(
  status: number,
  headers: readonly string[],
  length: number,
  server: Server | undefined,
): string {
  let lines = "";
  let values = "";
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const value = headers[at + 1] ?? "";
    lines += lineBegin(headers[at] ?? "") + value;
    values += value;
  }
  validateHeaderValue("any of the answer", values);
  const seconds = Math.floor((server?.keepAliveTimeout ?? 0) / SECOND);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}${lines}\r\nContent-Length: ${length}\r\nDate: ${httpDate()}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${seconds}\r\n\r\n`;
}

/** The start of a header line by the header's name, of which there are few: so fewer pieces of text are joined for each answer. */
const lineBegins = new Map<string, string>();

function lineBegin(name: string): string {
  let begin = lineBegins.get(name);
  if (begin === undefined) {
    begin = `\r\n${name}: `;
    lineBegins.set(name, begin);
  }
  return begin;
}

let date = { second: Number.NaN, text: "" };

/** Now, as HTTP writes it (RFC 9110 §5.6.7). */
function httpDate(): string {
  const second = Math.floor(Date.now() / SECOND);
  if (second !== date.second) date = { second, text: new Date(second * SECOND).toUTCString() };
  return date.text;
}
