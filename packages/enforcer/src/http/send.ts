import type { ServerResponse } from "node:http";

/** Writes a whole answer. */
export function send(
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  body: string,
): void {
  response.writeHead(status, [...headers, "Content-Length", String(Buffer.byteLength(body))]);
  response.end(body);
}
