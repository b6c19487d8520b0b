import type { Clock } from "@latchkey/enforcer";
import Fastify, { type FastifyInstance } from "fastify";
import type { Database } from "../database/database.js";
import type { Metrics } from "./metrics.js";
import { isReady } from "./readiness.js";
import { statusOf } from "./status.js";

/** What the ops port knows of the server. `database` is null until the server listens, and again while it ends. */
export interface Running {
  database: Database | null;
  clock: Clock;
  metrics: Metrics;
}

/** The ops port: `/livez`, `/readyz`, `/metrics` (Prometheus), `/status`. For the installation's own network only. */
export function createOps(running: Running): FastifyInstance {
  const app: FastifyInstance = Fastify({ logger: false });
  const started = running.clock.monotonic();
  app.get("/livez", async () => ({ live: true }));
  app.get("/readyz", async (_request, reply) => {
    const ready = await isReady(running.database);
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  app.get("/metrics", async (_request, reply) => {
    const { registry } = running.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  app.get("/status", async (_request, reply) => {
    if (running.database === null) return reply.code(503).send({ ready: false });
    return statusOf(running.database, running.clock.now(), running.clock.monotonic() - started);
  });
  app.setErrorHandler((_error, _request, reply) => reply.code(503).send({ ready: false }));
  return app;
}
