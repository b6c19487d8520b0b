import type { ServerResponse } from "node:http";

/** Sends a whole answer, adding Content-Length. */
export function send(
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  body: string,
): void {
  response.writeHead(status, [...headers, "Content-Length", String(Buffer.byteLength(body))]);
  response.end(body);
}
