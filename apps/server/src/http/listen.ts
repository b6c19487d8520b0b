import { createServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { codeOf, Failure } from "../failure.js";

/** Where to listen, and the variables that say so. */
export interface Place {
  host: string;
  port: number;
  hostVariable: string;
  portVariable: string;
}

/**
 * Listens, or says in one line why that can't be.
 * @throws {Failure} which names the variable to change.
 */
export async function listen(app: FastifyInstance, place: Place): Promise<void> {
  await app.listen({ host: place.host, port: place.port }).catch((error) => refuse(place, error));
}

/**
 * Makes sure, before anything is made, that somebody will be able to listen there.
 * @throws {Failure} which names the variable to change.
 */
export async function requireFree(place: Place): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen({ host: place.host, port: place.port }, resolve);
  }).catch((error) => refuse(place, error));
  await new Promise((resolve) => probe.close(resolve));
}

function refuse({ host, port, hostVariable, portVariable }: Place, error: unknown): never {
  const code = codeOf(error);
  if (code === "EADDRINUSE")
    throw new Failure(
      `${portVariable} ${port} is in use: stop the other program, or set another ${portVariable}.`,
    );
  if (code === "EACCES") throw new Failure(`${portVariable} ${port} needs more rights: set one above 1023.`);
  throw new Failure(
    `${hostVariable} ${host} cannot be listened on (${code}): set an address of this machine.`,
  );
}
