import { createServer } from "node:net";
import { basic, createTestDatabase, request, Seed, type TestDatabase } from "@latchkey/enforcer/testing";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { gatewayPorts, type Running, run } from "./testing/process.js";

const CALLS = "/v1/Accounts/demo/Calls";
let place: TestDatabase;
let token: string;
let environment: Record<string, string>;
let ports: Awaited<ReturnType<typeof gatewayPorts>>["ports"];
const running: Running[] = [];

beforeAll(async () => {
  place = await createTestDatabase();
  const seed = new Seed(place.database);
  await seed.catalogue(1_000);
  await seed.account();
  token = await seed.key("lk_a");
  const free = await gatewayPorts();
  ports = free.ports;
  environment = { DATABASE_URL: place.url, ...free.environment };
}, 60_000);
afterAll(() => place.drop());
afterEach(async () => {
  for (const { process, ended } of running.splice(0)) {
    process.kill("SIGKILL");
    await ended.catch(() => undefined);
  }
});

function start(entry: "main" | "demo-upstream" = "main", more: Record<string, string> = {}) {
  const started = run(entry, { ...environment, ...more });
  running.push(started);
  return started;
}

async function untilReady() {
  const isReady = async () => expect((await request(ports.ops, "GET", "/readyz")).status).toBe(200);
  await vi.waitFor(isReady, { timeout: 15_000, interval: 50 });
}

const call = () => request(ports.proxy, "GET", CALLS, [`Authorization: ${basic("lk_a", token)}`]);

test("a call goes through the whole gateway, and its usage survives both signals, both twice", async () => {
  const upstream = start("demo-upstream");
  const gateway = start();
  await untilReady();
  await vi.waitFor(async () => expect((await call()).status).toBe(200), { timeout: 5_000 });
  const status = JSON.parse((await request(ports.ops, "GET", "/status")).body);
  expect(status).toMatchObject({ revision: 3, leaseSeconds: 30, ready: true });
  const answered = await Promise.all(Array.from({ length: 20 }, call));
  expect(answered.map((answer) => answer.status)).toEqual(Array(20).fill(200));

  for (const signal of ["SIGTERM", "SIGINT", "SIGTERM", "SIGINT"] as const) gateway.process.kill(signal);
  upstream.process.kill("SIGINT");
  expect(await gateway.ended).toBe(0);
  expect(await upstream.ended).toBe(0);
  const usage = await place.database.read(
    "SELECT SUM(`calls`) AS `calls` FROM `usage_minute` WHERE `outcome` = 'ALLOWED'",
  );
  expect(Number(usage[0]?.calls)).toBeGreaterThanOrEqual(21);
  expect(await place.database.read("SELECT * FROM `gateway`")).toEqual([]);
  expect(gateway.output()).not.toContain(token);
  expect(gateway.output()).not.toContain(basic("lk_a", token).slice(6));
});

test("after a kill, the next gateway is ready by itself", async () => {
  const killed = start();
  await untilReady();
  killed.process.kill("SIGKILL");
  await expect(killed.ended).rejects.toThrow("SIGKILL");
  start();
  await untilReady();
});

test("the first answer of a gateway that was just started is a decision", async () => {
  start();
  // Nobody started the upstream: the call was allowed.
  const first = await vi.waitFor(call, { timeout: 15_000, interval: 1 });
  expect(first.status).toBe(502);
});

test("without its database it says so, opens its listeners, answers 503, and is not ready", async () => {
  const gateway = start("main", { DATABASE_URL: "sqlite:/nowhere/latchkey.sqlite" });
  const answers = async () => expect((await call()).status).toBe(503);
  await vi.waitFor(answers, { timeout: 15_000, interval: 50 });
  expect((await request(ports.ops, "GET", "/readyz")).status).toBe(503);
  expect((await request(ports.ops, "GET", "/livez")).status).toBe(200);
  expect(gateway.output()).toContain("DATABASE_URL: there are no rules to be had");
});

test("a port in use ends the start with one line that names the variable", async () => {
  const server = createServer().listen(ports.decision, "127.0.0.1");
  const gateway = start();
  expect(await gateway.ended).toBe(1);
  const problem = `latchkey gateway: GATEWAY_DECISION_PORT ${ports.decision} is in use: stop the other program, or set another GATEWAY_DECISION_PORT.`;
  expect(gateway.output().trim().split("\n").at(-1)).toBe(problem);
  server.close();
});

test("a DATABASE_URL that can't be one ends the start with one line, without the password", async () => {
  const gateway = start("main", { DATABASE_URL: "postgres://user:secret@host/database" });
  expect(await gateway.ended).toBe(1);
  expect(gateway.output()).toBe(
    "latchkey gateway: DATABASE_URL must be sqlite:<path> or mysql://user:password@host:port/database.\n",
  );
});
