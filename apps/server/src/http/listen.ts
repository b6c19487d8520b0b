import { cannotListen, type Endpoint } from "@latchkey/program";
import type { FastifyInstance } from "fastify";

/**
 * Listens, or says in one line why that can't be.
 * @throws {Failure} which names the variable to change.
 */
export async function listen(app: FastifyInstance, endpoint: Endpoint): Promise<void> {
  await app.listen({ host: endpoint.host, port: endpoint.port }).catch((error) => {
    throw cannotListen(endpoint, error);
  });
}
