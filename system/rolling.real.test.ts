import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { basic, freePorts, open } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCaddy } from "../apps/gateway/src/testing/caddy.js";
import { startNginx } from "../apps/gateway/src/testing/nginx.js";
import { startBalancer } from "./support/balancer.js";
import { Callers } from "./support/callers.js";
import { createPlace, type Place } from "./support/database.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import type { Pair } from "./support/owner.js";
import { type ServerProcess, startServer } from "./support/server.js";

/** The least number of API calls of each kind. By default as many as come while each gateway is restarted once. */
const CALLS = Number(process.env.TEST_ROLLING_CALLS ?? 1);
/** The least number of queries and of mutations: fewer, since a key may ask servers only ten times a second. */
const QUESTIONS = CALLS / 500;
/** Milliseconds between the calls of one caller: none when so many calls are asked for, else some, to leave the machine to other tests. */
const PAUSE = CALLS > 1 ? 0 : 50;
/** Milliseconds between the start of one process and the end of the next. */
const SETTLED = 300;
const PATIENCE = 60_000 + CALLS * 10;

let place: Place;
let servers: ServerProcess[] = [];
let gateways: GatewayProcess[] = [];
let pair: Pair;
let upstream: Server;
let upstreamPort = 0;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  place = await createPlace();
  servers = [await startServer({ databaseUrl: place.url })];
  servers.push(await startServer({ databaseUrl: place.url }));
  pair = await (servers[0] as ServerProcess).owner.makeKey("caller");
  const permissions = { scope: "ALL_APIS", codes: ["access-control"] };
  await servers[0]?.owner.act("setPermissions", { id: pair.id, permissions }, "errors { code }");
  upstream = createServer((request, response) => {
    request.resume().once("end", () => response.end("ok"));
  });
  upstreamPort = await open(upstream);
  const start = () =>
    startGateway({ databaseUrl: place.url, upstreamUrl: `http://127.0.0.1:${upstreamPort}` });
  gateways = await Promise.all([start(), start(), start()]);
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await Promise.all([...gateways, ...servers].map((one) => one.stop()));
  upstream?.close();
  await place?.drop();
});

/** Restarts all of them, one after the other, again and again until each of the callers has made this number of calls. */
async function roll<One extends { restart(): Promise<One> }>(
  all: One[],
  callers: readonly Callers[],
  calls: number,
): Promise<void> {
  let restarts = 0;
  do {
    for (const [at, one] of all.entries()) {
      await sleep(SETTLED);
      all[at] = await one.restart();
      restarts++;
    }
  } while (callers.some(({ count }) => count < calls));
  for (const each of callers) await each.stop();
  const said = callers.map(({ said }) => JSON.stringify(Object.fromEntries(said))).join(" and ");
  process.stdout.write(`${restarts} restarts, answers by status: ${said}\n`);
}

test("no call fails while gateways are restarted one after the other, asked by nginx, by Caddy, or as proxies", {
  timeout: PATIENCE,
}, async () => {
  const upstream = upstreamPort;
  const [nginxPort = 0, caddyPort = 0] = await freePorts(2);
  const nginxListeners = gateways.map(({ ports }) => ports.nginx);
  const forwardAuth = gateways.map(({ ports }) => ports["forward-auth"]);
  const nginx = await startNginx({ listen: nginxPort, latchkey: nginxListeners, upstream });
  const caddy = await startCaddy({ listen: caddyPort, latchkey: forwardAuth, upstream });
  const balancer = await startBalancer(gateways.map(({ ports }) => ports.proxy));
  stops.push(nginx.stop, caddy.stop, balancer.stop);
  const headers = { Authorization: basic(pair.key, pair.token) };
  const path = "/v1/Accounts/demo/Calls";
  const askedBy = (port: number) => new Callers(8, PAUSE, () => ({ port, method: "GET", path, headers }));
  const proxied = new Callers(8, PAUSE, () => ({
    port: balancer.port,
    method: "POST",
    path: "/v1/Accounts/demo/Sms/send",
    headers: { ...headers, "Content-Type": "text/plain" },
    body: "text",
  }));
  const callers = [askedBy(nginxPort), askedBy(caddyPort), proxied];
  await roll(gateways, callers, CALLS);
  for (const { said } of callers) expect([...said.keys()]).toEqual(["200"]);
});

test("no query and no mutation fails while servers are restarted one after the other", {
  timeout: PATIENCE,
}, async () => {
  const balancer = await startBalancer(servers.map(({ ports }) => ports.port));
  stops.push(balancer.stop);
  const ask = (query: string) => ({
    port: balancer.port,
    method: "POST" as const,
    path: "/graphql",
    headers: { Authorization: basic(pair.key, pair.token), "Content-Type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const queries = new Callers(2, 350, () => ask("{ account { sid } }"));
  const mutations = new Callers(1, 500, () =>
    ask(
      `mutation { createApiKey(input: {name: "${crypto.randomUUID()}"}) { apiKey { id } errors { code } } }`,
    ),
  );
  await roll(servers, [queries, mutations], QUESTIONS);
  for (const { said } of [queries, mutations]) expect([...said.keys()]).toEqual(["200"]);
});
