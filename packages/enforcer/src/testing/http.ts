import { once } from "node:events";
import { type AddressInfo, connect, type Server } from "node:net";

/** What came back over a raw socket. */
export interface RawAnswer {
  status: number;
  /** Names in lower case; doubled ones joined. */
  headers: Map<string, string>;
  body: string;
}

/** Starts a server on a free port of loopback. */
export async function open(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Sends these bytes and reads until the other side closes. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write(text, "latin1");
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}

/** Sends one request with exactly these header lines, on a connection of its own. */
export async function request(
  port: number,
  method: string,
  target: string,
  headers: readonly string[] = [],
  body = "",
): Promise<RawAnswer> {
  const lines = [`${method} ${target} HTTP/1.1`, "Host: test", "Connection: close", ...headers];
  return parse(await sendRaw(port, `${lines.join("\r\n")}\r\n\r\n${body}`));
}

/** Status 0: closed without an answer, or one of HTTP/0.9, which has no head. */
export function parse(text: string): RawAnswer {
  if (!text.startsWith("HTTP/")) return { status: 0, headers: new Map(), body: text };
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(":")).toLowerCase();
    const value = line.slice(line.indexOf(":") + 1).trim();
    headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  }
  const raw = rest.join("\r\n\r\n");
  const body = headers.get("transfer-encoding") === "chunked" ? unchunk(raw) : raw;
  return { status: Number(statusLine.split(" ")[1]), headers, body };
}

function unchunk(raw: string): string {
  let body = "";
  let at = 0;
  for (;;) {
    const end = raw.indexOf("\r\n", at);
    const length = Number.parseInt(raw.slice(at, end), 16);
    if (!length) return body;
    body += raw.slice(end + 2, end + 2 + length);
    at = end + 4 + length;
  }
}
