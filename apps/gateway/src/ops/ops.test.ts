import type { Server } from "node:http";
import { unavailable } from "@latchkey/enforcement";
import { askedByMonitoring, notExposed, open, request } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createListener } from "../http/listener.js";
import { readyStatus, testGate } from "../testing/gate.js";
import { Metrics } from "./metrics.js";
import { opsHandler } from "./ops.js";

let status = readyStatus();
let server: Server;
let port: number;
const { gate, metrics } = testGate();

beforeEach(async () => {
  status = readyStatus();
  server = createListener(
    opsHandler(() => status, metrics),
    { requestTimeout: 10_000 },
  );
  port = await open(server);
});
afterEach(() => server.close());

test("it is alive always, and ready while it can decide", async () => {
  expect((await request(port, "GET", "/readyz")).status).toBe(200);
  status = { ...status, ready: false };
  expect((await request(port, "GET", "/readyz")).status).toBe(503);
  expect((await request(port, "GET", "/livez")).status).toBe(200);
});

test("the status tells revision, lag and lease", async () => {
  expect(JSON.parse((await request(port, "GET", "/status")).body)).toEqual({
    gateway: "test",
    revision: 1,
    lagMilliseconds: 20,
    leaseSeconds: 30,
    ready: true,
    keys: 3,
    throttle: { counting: "together", gateways: 2, degradedSeconds: 1.5 },
  });
});

test("the metrics count decisions by listener and outcome, and name no caller", async () => {
  gate.ask(
    "nginx",
    {
      authorization: "Basic c2VjcmV0OnRva2Vu",
      method: "GET",
      path: "/x",
      clientAddress: null,
    },
    () => {},
  );
  const { body } = await request(port, "GET", "/metrics");
  expect(body).toContain('latchkey_decisions_total{listener="nginx",outcome="UNKNOWN_KEY"} 1');
  expect(body).toContain("latchkey_replica_revision 1");
  expect(body).toContain('latchkey_throttle_decisions_total{by="redis"} 7');
  expect(body).toContain("latchkey_throttle_degraded 0");
  expect(body).toContain("latchkey_throttle_degraded_seconds_total 1.5");
  expect(body).toContain("latchkey_usage_unwritten_seconds 2.5");
  expect(body).toContain("latchkey_usage_lost_total 4");
  expect(body).toContain("process_cpu_seconds_total");
  expect(body).not.toContain("c2VjcmV0");
});

test("rules that were never loaded have no age, which would say that they are new", async () => {
  const said = (revision: number | null) =>
    new Metrics(() => ({ ...status, revision })).registry.getSingleMetricAsString(
      "latchkey_replica_age_seconds",
    );
  expect(await said(null)).toMatch(/^latchkey_replica_age_seconds NaN$/im);
  expect(await said(1)).toMatch(/^latchkey_replica_age_seconds 0\.02$/m);
});

test("every outcome is counted from 0, so that an alert sees the first one", async () => {
  const { metrics } = testGate();
  const text = await metrics.registry.getSingleMetricAsString("latchkey_decisions_total");
  const series = text.split("\n").filter((line) => !line.startsWith("#"));
  expect(series).toHaveLength(5 * 16);
  expect(series).toContain('latchkey_decisions_total{listener="proxy",outcome="UNAVAILABLE"} 0');
});

test("alerts and dashboard ask for metrics and labels that there are", async () => {
  const { body } = await request(port, "GET", "/metrics");
  const asked = askedByMonitoring().filter(({ name }) => !name.startsWith("latchkey_server_"));
  expect(asked.length).toBeGreaterThan(20);
  expect(notExposed(asked, body)).toEqual([]);
  expect(notExposed([{ name: "latchkey_ready", labels: ["mood"] }], body)).toHaveLength(1);
});

test("the metrics tell how long decisions take, as a histogram by listener", async () => {
  const { metrics } = testGate();
  for (const seconds of [0.00001, 0.000011, 3]) metrics.decided("envoy", unavailable(), seconds);
  const text = await metrics.registry.getSingleMetricAsString("latchkey_decision_seconds");
  const name = "latchkey_decision_seconds";
  expect(text.split("\n").filter((line) => line.startsWith("#") || line.includes("envoy"))).toEqual([
    `# HELP ${name} Time to decide, without reading the request and writing the answer.`,
    `# TYPE ${name} histogram`,
    `${name}_bucket{le="0.000005",listener="envoy"} 0`,
    `${name}_bucket{le="0.00001",listener="envoy"} 1`,
    ...["0.00002", "0.00005", "0.0001", "0.0002", "0.0005", "0.001", "0.01", "0.1"].map(
      (le) => `${name}_bucket{le="${le}",listener="envoy"} 2`,
    ),
    `${name}_bucket{le="+Inf",listener="envoy"} 3`,
    `${name}_sum{listener="envoy"} 3.000021`,
    `${name}_count{listener="envoy"} 3`,
  ]);
});

test("other paths are 404, other methods 405", async () => {
  expect((await request(port, "GET", "/v1/decisions")).status).toBe(404);
  expect((await request(port, "POST", "/status")).status).toBe(405);
});
