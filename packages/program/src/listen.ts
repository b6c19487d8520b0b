import { createServer, type Server } from "node:net";
import { codeOf, Failure } from "./failure.js";

/** Where to listen, and the variables that say so. */
export interface Endpoint {
  host: string;
  /** 0 takes any port that is free. */
  port: number;
  hostVariable: string;
  portVariable: string;
}

/**
 * Listens, or says in one line why that can't be.
 * @throws {Failure} which names the variable to change.
 */
export async function listen(server: Server, endpoint: Endpoint): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: endpoint.host, port: endpoint.port }, resolve);
  }).catch((error) => {
    throw cannotListen(endpoint, error);
  });
}

/**
 * Makes sure, before anything is made, that somebody will be able to listen there.
 * @throws {Failure} which names the variable to change.
 */
export async function requireFree(endpoint: Endpoint): Promise<void> {
  const probe = createServer();
  await listen(probe, endpoint);
  await new Promise((resolve) => probe.close(resolve));
}

/** Why nobody can listen there, in one line that names the variable to change. @param error what listening failed with */
export function cannotListen({ host, port, hostVariable, portVariable }: Endpoint, error: unknown): Failure {
  const code = codeOf(error);
  if (code === "EADDRINUSE")
    return new Failure(
      `${portVariable} ${port} is in use: stop the other program, or set another ${portVariable}.`,
    );
  if (code === "EACCES") return new Failure(`${portVariable} ${port} needs more rights: set one above 1023.`);
  return new Failure(
    `${hostVariable} ${host} cannot be listened on (${code}): set an address of this machine.`,
  );
}
