import { createServer } from "node:http";
import { open } from "@latchkey/enforcer/testing";

/** What a proxy asks by mistake in the gateway's place: a server that answers everything with this status. */
export async function answeringAll(status: number): Promise<{ port: number; close(): void }> {
  const server = createServer((_, response) => response.writeHead(status).end());
  const port = await open(server);
  return { port, close: () => void server.close() };
}
