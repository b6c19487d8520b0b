import {
  type IncomingMessage,
  type Server,
  ServerResponse,
  STATUS_CODES,
  validateHeaderValue,
} from "node:http";
import type { Socket } from "node:net";

const SECOND = 1_000;

/** The answer to a request of one of our listeners. While its server closes, it is its connection's last, also to a request that had begun before: busy callers go elsewhere. */
export class Reply<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override writeHead(...words: unknown[]): this {
    if (!this.isKept()) this.shouldKeepAlive = false;
    return super.writeHead(...(words as Parameters<ServerResponse["writeHead"]>));
  }

  /**
   * Writes a whole answer. Nearly always it is one text, head and body, written at once: what Node.js does for each header of an answer
   * and for its end takes longer than deciding. What needs more (HEAD, HTTP/1.0, a last answer, a body that still comes or is no ASCII)
   * goes the ordinary way.
   * @param headers names and values in turn, without Content-Length, Date and what is about the connection
   * @throws TypeError when a header holds what none may; nothing was written then
   */
  answer(status: number, headers: readonly string[], body: string): void {
    const length = Buffer.byteLength(body);
    if (length === body.length && this.isPlain()) {
      this.socket?.write(headOf(status, headers, length, this.server) + body, "latin1");
      // What the server waits for before it looks at the connection's next request.
      this.emit("finish");
    } else {
      // With its words: what a refused head leaves behind would stand in for them.
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
    // Of requests that came on one connection at once only the first has the socket, until it is answered.
    const isWritable = this.socket?.writable === true;
    return isWritable && complete && httpVersion === "1.1" && method !== "HEAD" && this.isKept();
  }
}

/** The head of an answer whose connection is kept, as Node.js writes it. */
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

/** By the names of headers, which are few: fewer pieces of text to put together for each answer. */
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
