import type { Server } from "node:http";
import { open, request } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createListener } from "../http/listener.js";
import { readyStatus, testGate } from "../testing/gate.js";
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
  expect(body).toContain("process_cpu_seconds_total");
  expect(body).not.toContain("c2VjcmV0");
});

test("other paths are 404, other methods 405", async () => {
  expect((await request(port, "GET", "/v1/decisions")).status).toBe(404);
  expect((await request(port, "POST", "/status")).status).toBe(405);
});
