import { readFileSync } from "node:fs";
import { basic, createTestDatabase, Seed, type TestDatabase } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startCaddy } from "./testing/caddy.js";
import { request } from "./testing/http.js";
import { freePorts, type Running, run } from "./testing/process.js";

const CALLS = "/v1/Accounts/demo/Calls";
const SEND = "/v1/Accounts/demo/Sms/send";
let place: TestDatabase;
let seed: Seed;
let caddy: Awaited<ReturnType<typeof startCaddy>>;
let port: number;
let gateway: Running;
let upstream: Running;
let all: string;
let onlyCalls: string;
let elsewhere: string;
let here: string;
let token: string;

beforeAll(async () => {
  place = await createTestDatabase();
  seed = new Seed(place.database);
  await seed.catalogue(5);
  await seed.update("api", "voice", { operatorLimit: 10_000 });
  await seed.account();
  token = await seed.key("lk_all");
  all = basic("lk_all", token);
  const calls = await seed.key("lk_calls", { accessScope: "SELECTED_APIS" }, ["voice.calls.list"]);
  onlyCalls = basic("lk_calls", calls);
  const from = (key: string, cidr: string) => seed.key(key, { addressScope: "ALLOWLIST_ONLY" }, [], [cidr]);
  elsewhere = basic("lk_else", await from("lk_else", "203.0.113.0/24"));
  here = basic("lk_here", await from("lk_here", "127.0.0.1/32"));

  const ports = await freePorts(8);
  const [proxy = 0, nginx = 0, forwardAuth = 0, envoy = 0, decision = 0, ops = 0, api = 0, listen = 0] =
    ports;
  const environment = {
    DATABASE_URL: place.url,
    GATEWAY_PORT: String(proxy),
    GATEWAY_NGINX_PORT: String(nginx),
    GATEWAY_FORWARD_AUTH_PORT: String(forwardAuth),
    GATEWAY_ENVOY_PORT: String(envoy),
    GATEWAY_DECISION_PORT: String(decision),
    GATEWAY_OPS_PORT: String(ops),
    DEMO_UPSTREAM_PORT: String(api),
  };
  gateway = run("main", environment);
  upstream = run("demo-upstream", environment);
  caddy = await startCaddy({ listen, latchkey: forwardAuth, upstream: api });
  port = listen;
  const isReady = async () => expect((await call("GET", CALLS, all)).status).toBe(200);
  await vi.waitFor(isReady, { timeout: 15_000, interval: 100 });
}, 60_000);

afterAll(async () => {
  await caddy?.stop();
  for (const running of [gateway, upstream]) {
    running?.process.kill("SIGTERM");
    await running?.ended;
  }
  await place?.drop();
});

function call(method: string, target: string, authorization: string | null, more: string[] = [], body = "") {
  const headers = authorization === null ? more : [`Authorization: ${authorization}`, ...more];
  return request(port, method, Buffer.from(target).toString("latin1"), headers, body);
}

describe("200", () => {
  test("reaches the upstream under the path that was judged, with the identity and without the credentials", async () => {
    const forged = [
      "X-Latchkey-Account: forged",
      "X_Latchkey_Key: forged",
      "X.Latchkey.Operation: forged",
      "x_latchkey-operation: forged",
      "X-Latchkey-Other: forged",
      "X-Request-Id: forged",
      "Proxy-Authorization: forged",
    ];
    const { status, headers, body } = await call("GET", `${CALLS}.json?a=%20b`, all, forged);
    expect(status).toBe(200);
    const echo = JSON.parse(body);
    expect(echo).toMatchObject({ method: "GET", url: `${CALLS}.json?a=%20b`, authorizationArrived: false });
    expect(Object.fromEntries(echo.headers)).toMatchObject({
      "x-latchkey-account": "demo",
      "x-latchkey-key": "lk_all",
      "x-latchkey-operation": "voice.calls.list",
      "x-request-id": headers.get("x-request-id"),
    });
    expect(body).not.toContain("forged");
    expect(body).not.toContain(token);
    expect(headers.get("x-ratelimit-limit")).toBe("10000");
    expect(headers.get("ratelimit")).toMatch(/^"voice";r=\d+;t=\d+$/);
  });

  test("keeps the body and the identity, whatever Connection names", async () => {
    const more = [
      "Content-Length: 2",
      "Connection: x-latchkey-account, x-forwarded-uri, x-forwarded-for, upgrade",
    ];
    const { status, body } = await call("POST", SEND, all, more, "ab");
    expect(status).toBe(200);
    const echo = JSON.parse(body);
    expect(echo).toMatchObject({ method: "POST", url: SEND, bodyBytes: 2 });
    expect(Object.fromEntries(echo.headers)).toMatchObject({ "x-latchkey-account": "demo" });
  });

  test("is what a caller gets whose own address is allowed", async () => {
    expect((await call("GET", CALLS, here)).status).toBe(200);
  });
});

describe("401", () => {
  test("comes with a challenge, and the same without credentials as with wrong ones", async () => {
    const without = await call("GET", CALLS, null);
    const wrong = await call("GET", CALLS, basic("lk_all", "wrong"));
    expect(without.status).toBe(401);
    expect(without.headers.get("www-authenticate")).toMatch(/^Basic realm="[^"]+", charset="UTF-8"$/);
    for (const { headers } of [without, wrong]) {
      headers.delete("date");
      headers.delete("x-request-id");
    }
    expect(wrong).toEqual(without);
  });

  test("is the answer to two Authorization headers, both right", async () => {
    expect((await call("GET", CALLS, all, [`Authorization: ${all}`])).status).toBe(401);
  });

  test("or a refusal is the answer to every other path, method and host", async () => {
    for (const path of ["/", "/metrics", "/livez", "http://elsewhere/", "//"]) {
      for (const method of ["GET", "HEAD", "OPTIONS", "POST", "TRACE"]) {
        expect([400, 401], `${method} ${path}`).toContain((await call(method, path, null)).status);
      }
    }
    expect((await call("CONNECT", "127.0.0.1:80", null)).status).toBeGreaterThanOrEqual(400);
    // "OPTIONS *" is about Caddy itself, which answers it without asking anybody.
    const { body, headers } = await call("OPTIONS", "*", null);
    expect([body, headers.has("x-request-id")]).toEqual(["", false]);
  });
});

describe("403", () => {
  test("names the missing permission, in the listener's own body", async () => {
    const { status, headers, body } = await call("POST", SEND, onlyCalls);
    expect(status).toBe(403);
    expect(headers.get("x-latchkey-reason")).toBe("PERMISSION_DENIED");
    expect(headers.get("x-latchkey-missing-permission")).toBe("sms.send");
    expect(JSON.parse(body).RestException).toMatchObject({ Status: 403, Code: "PERMISSION_DENIED" });
  });

  test("is what a caller from another address gets, whatever headers it sends", async () => {
    const games = ["X-Forwarded-For: 203.0.113.1", "X-Real-IP: 203.0.113.1", "X_Forwarded_For: 203.0.113.1"];
    const { status, headers } = await call("GET", CALLS, elsewhere, games);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "IP_NOT_ALLOWED"]);
  });

  test("is what headers that name another method or path get as well", async () => {
    const games = ["X-Forwarded-Method: GET", `X-Forwarded-Uri: ${CALLS}`, "X-HTTP-Method-Override: GET"];
    const doubled = [...games, ...games, "X_Forwarded_Method: GET", `X.Forwarded.Uri: ${CALLS}`];
    expect((await call("POST", SEND, onlyCalls, doubled)).status).toBe(403);
  });
});

describe("the published paths", () => {
  const file = new URL(import.meta.resolve("@latchkey/enforcement/vectors/paths.json"));
  const { vectors } = JSON.parse(readFileSync(file, "utf8")) as {
    vectors: { why: string; path: string; segments: string[] | null }[];
  };

  test.each(vectors)("$path: $why", async ({ path, segments }) => {
    const { status, headers, body } = await call("GET", path, all);
    if (segments?.join("/") === "v1/Accounts/demo/Calls") {
      expect(status).toBe(200);
      expect(JSON.parse(body).url).toBe(path);
      return;
    }
    if (segments !== null && /^[!-~]+$/.test(path)) {
      expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "UNKNOWN_API"]);
      return;
    }
    // What Caddy's own parser refuses never gets to us.
    expect([400, 403]).toContain(status);
    if (status === 403) expect(headers.get("x-latchkey-reason")).toBe("AMBIGUOUS_PATH");
  });

  test.each([
    "/v1/Accounts/demo/%2e%2e/demo/Calls",
    "/v1/Accounts/demo%2FCalls",
    "//v1/Accounts/demo/Calls",
    `${CALLS};x`,
    `${CALLS}#x`,
    `http://elsewhere${CALLS}`,
  ])("%s is ambiguous", async (target) => {
    const { status, headers } = await call("GET", target, all);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "AMBIGUOUS_PATH"]);
  });
});

describe("429", () => {
  test("follows exactly as many calls as the limit, with a Retry-After", async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 4; each++) statuses.push((await call("POST", SEND, all)).status);
    expect(statuses).toEqual([200, 200, 200, 200]);
    const { status, headers } = await call("POST", SEND, all);
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(headers.get("x-latchkey-reason")).toBe("THROTTLED");
  });
});

describe("a change", () => {
  test("holds within a second", async () => {
    await seed.update("api_key", "lk_all", { disabled: 1 });
    const isDisabled = async () => {
      const { headers } = await call("GET", CALLS, all);
      expect(headers.get("x-latchkey-reason")).toBe("KEY_DISABLED");
    };
    await vi.waitFor(isDisabled, { timeout: 1_000, interval: 10 });
    await seed.update("api_key", "lk_all", { disabled: 0 });
  });
});

describe("502", () => {
  test("when the gateway is away: nothing is allowed", async () => {
    gateway.process.kill("SIGTERM");
    expect(await gateway.ended).toBe(0);
    expect((await call("GET", CALLS, all)).status).toBe(502);
  });
});

test("no credentials are in what Caddy writes", () => {
  expect(caddy.output()).not.toContain(token);
  expect(caddy.output()).not.toContain(all.slice(6));
});
