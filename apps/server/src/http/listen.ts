import { cannotListen, type Place } from "@latchkey/program";
import type { FastifyInstance } from "fastify";

/**
 * Listens, or says in one line why that can't be.
 * @throws {Failure} which names the variable to change.
 */
export async function listen(app: FastifyInstance, place: Place): Promise<void> {
  await app.listen({ host: place.host, port: place.port }).catch((error) => {
    throw cannotListen(place, error);
  });
}
