import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The server's metrics: those of Node.js, how long requests take, and what `/readyz` says. */
export function createMetrics(ready: () => Promise<boolean>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "latchkey_server_request_seconds",
    help: "Time to answer a request, by method, route and status.",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });
  // From 0 on: Prometheus does not see a series grow that begins with its first event, and who asks it which servers there are would
  // miss one that nobody has called.
  for (const status of [200, 500, 503]) requests.zero({ method: "POST", route: "/graphql", status });
  new Gauge({
    name: "latchkey_server_ready",
    help: "1 when the server answers and its database has this version's model, else 0.",
    registers: [registry],
    async collect() {
      this.set((await ready()) ? 1 : 0);
    },
  });
  return {
    registry,
    observe: (app: FastifyInstance) => {
      app.addHook("onResponse", async ({ method, routeOptions }, reply) => {
        const route = routeOptions.url ?? "(page)";
        requests.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      });
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
