import { createServer, type Server } from "node:http";
import { compileRanges } from "@latchkey/enforcement";
import { open, request, sendRaw } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoUpstream } from "../demo/upstream.js";
import { createListener } from "../http/listener.js";
import { createForward } from "../proxy/forward.js";
import { silent, testGate } from "../testing/gate.js";
import { proxyHandler } from "./proxy.js";

const CALLS = "/v1/Accounts/demo/Calls";
const SEND = "/v1/Accounts/demo/Sms/send";
const LOOPBACK = "127.0.0.0/8";
let rules: ReturnType<typeof testGate>;
let servers: Server[];
let port: number;

beforeEach(() => start());
afterEach(() => stop());

async function start({ limit = 1_000, trusted = LOOPBACK, upstream = demoUpstream() } = {}) {
  rules = testGate(limit);
  const ranges = compileRanges([trusted]);
  if (!ranges) throw new Error("bad CIDR");
  const url = new URL(`http://127.0.0.1:${await open(upstream)}`);
  const forward = createForward(url, ranges, silent);
  const proxy = createListener(proxyHandler(rules.gate, forward, ranges), { requestTimeout: 30_000 });
  port = await open(proxy);
  servers = [upstream, proxy];
}

function stop() {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
}

function call(method: string, target: string, more: string[] = [], body = "", key = rules.all) {
  return request(port, method, target, [`Authorization: ${key.basic}`, ...more], body);
}

/** The call was spent, and its caller is told. */
function expectThrottle(headers: Map<string, string>, remaining: number): void {
  expect(headers.get("x-ratelimit-limit")).toBe("1000");
  expect(headers.get("x-ratelimit-remaining")).toBe(String(remaining));
  expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(0);
  expect(headers.get("ratelimit-policy")).toBe('"voice";q=1000;w=60');
  expect(headers.get("ratelimit")).toMatch(new RegExp(`^"voice";r=${remaining};t=\\d+$`));
}

describe("200", () => {
  test("the upstream gets the identity and our request id, and no credentials", async () => {
    const { status, headers, body } = await call("GET", `${CALLS}.json?a=%20b&c#d`);
    expect(status).toBe(200);
    const echo = JSON.parse(body);
    expect(echo).toMatchObject({
      method: "GET",
      url: `${CALLS}.json?a=%20b&c#d`,
      authorizationArrived: false,
    });
    const arrived = Object.fromEntries(echo.headers);
    expect(arrived).toMatchObject({
      "x-latchkey-account": "demo",
      "x-latchkey-key": rules.all.key,
      "x-latchkey-operation": "voice.calls.list",
      "x-request-id": headers.get("x-request-id"),
      host: "test",
    });
    expect(body).not.toContain(rules.all.token);
    expect(headers.get("x-ratelimit-limit")).toBe("1000");
    expect(headers.get("ratelimit")).toBe('"voice";r=999;t=60');
  });

  test("no form of our own headers and no hop-by-hop header of the client arrives", async () => {
    const forms = [
      "X-Latchkey-Account",
      "x_latchkey_account",
      "X.Latchkey.Account",
      "X-Latchkey_Key",
      "X~Latchkey-Key",
    ];
    const games = [...forms, "X_Request_Id", "X-Request-Id", "X_Forwarded_For", "X.Forwarded.For"].map(
      (name) => `${name}: forged`,
    );
    const hops = [
      "Connection: x-secret, content-length, host",
      "X-Secret: forged",
      "TE: trailers",
      "Keep-Alive: forged",
    ];
    const proxies = ["Proxy-Authorization: forged", "Proxy-Connection: forged", "Trailer: forged"];
    const { status, body } = await call(
      "POST",
      SEND,
      [...games, ...hops, ...proxies, "Content-Length: 2"],
      "ab",
    );
    expect(status).toBe(200);
    expect(body).not.toContain("forged");
    expect(JSON.parse(body)).toMatchObject({ bodyBytes: 2 });
  });

  test.each(["GET", "POST", "DELETE"])("a chunked body of %s stays within its request", async (method) => {
    const target = method === "POST" ? SEND : CALLS;
    const { status, body } = await call(
      method,
      target,
      ["Transfer-Encoding: chunked"],
      "3\r\nabc\r\n0\r\n\r\n",
    );
    if (method === "DELETE") return expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ bodyBytes: 3 });
  });

  test("an offer to speak HTTP/2 is passed over: the call is answered as any other, its body too", async () => {
    const offer = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAAAAIAAAAB"];
    const { status, body } = await call("POST", SEND, [...offer, "Content-Length: 2"], "ab");
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ bodyBytes: 2 });
    expect(body).not.toMatch(/h2c|http2-settings/i);
    expect((await call("GET", CALLS, [...offer, "Upgrade: websocket"])).status).toBe(400);
  });

  test("an offer to go on with TLS, as Apache's client for Java makes it with every GET, is passed over too", async () => {
    const { status, body } = await call("GET", CALLS, ["Upgrade: TLS/1.2", "Connection: Upgrade"]);
    expect(status).toBe(200);
    expect(body).not.toMatch(/upgrade|tls/i);
    for (const other of ["TLS/1.2, websocket", "TLS", ""])
      expect((await call("GET", CALLS, [`Upgrade: ${other}`, "Connection: Upgrade"])).status).toBe(400);
  });

  test("HEAD follows GET, and 100 Continue comes only after the decision", async () => {
    expect(await call("HEAD", CALLS)).toMatchObject({ status: 200, body: "" });
    const expecting = ["Expect: 100-continue", "Content-Length: 2"];
    expect((await call("POST", SEND, expecting, "ab")).status).toBe(100);
    const denied = await request(port, "POST", SEND, expecting);
    expect(denied.status).toBe(401);
  });

  test("the upstream's answer comes back as it is, but for hop-by-hop and our own headers", async () => {
    stop();
    const upstream = createServer((_, response) => {
      const forged = ["X-Request-Id", "forged", "X-RateLimit-Limit", "forged", "X-Latchkey-Reason", "forged"];
      response.writeHead(201, ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "Keep-Alive", "forged", ...forged]);
      response.end("made");
    });
    await start({ upstream });
    const { status, headers, body } = await call("POST", SEND);
    expect([status, body, headers.get("set-cookie")]).toEqual([201, "made", "a=1, b=2"]);
    expect(JSON.stringify([...headers])).not.toContain("forged");
  });

  test("the identity arrives, and our headers come back, beside more lines than Node.js shows", async () => {
    const many = Array(1_100).fill("a:");
    const { status, body } = await call("GET", CALLS, many);
    expect(status).toBe(200);
    const arrived = Object.fromEntries(JSON.parse(body).headers);
    expect(arrived).toMatchObject({ "x-latchkey-account": "demo", "x-forwarded-for": "127.0.0.1" });
    stop();
    const lines = Array.from({ length: 1_100 }, (_, at) => ["a", String(at)]).flat();
    await start({ upstream: createServer((_, response) => response.writeHead(200, lines).end()) });
    const answer = await call("GET", CALLS);
    expect(answer.headers.get("a")).toMatch(/1099$/);
    expect([...answer.headers.keys()].slice(0, 2)).toEqual(["x-request-id", "x-ratelimit-limit"]);
  });

  test("addresses before the peer are told on only by trusted proxies", async () => {
    const arrivedFor = async () => {
      const { body } = await call("GET", CALLS, [
        "X-Forwarded-For: 203.0.113.9",
        "X-Forwarded-For: 127.0.0.2",
        "X_Real-IP: 203.0.113.9",
        "Forwarded: for=203.0.113.9",
      ]);
      const headers: [string, string][] = JSON.parse(body).headers;
      return headers.filter(([name]) => /forwarded|real/.test(name)).map(([, value]) => value);
    };
    const own = "203.0.113.9, 127.0.0.2, 127.0.0.1";
    expect(await arrivedFor()).toEqual([own, "203.0.113.9", "for=203.0.113.9"]);
    stop();
    await start({ trusted: "198.51.100.0/24" });
    expect(await arrivedFor()).toEqual(["127.0.0.1"]);
  });
});

describe("400", () => {
  test("upgrades are refused, and never reach the upstream", async () => {
    const { status, headers, body } = await call("GET", CALLS, ["Upgrade: websocket", "Connection: Upgrade"]);
    expect([status, JSON.parse(body).RestException.Code]).toEqual([400, "UPGRADE_REFUSED"]);
    expectThrottle(headers, 999);
    const without = await request(port, "GET", CALLS, ["Upgrade: websocket", "Connection: Upgrade"]);
    expect(without.status).toBe(401);
  });
});

describe("401", () => {
  test.each(["GET", "OPTIONS", "HEAD", "POST", "TRACE", "PROPFIND"])(
    "%s without credentials",
    async (method) => {
      for (const path of ["/", "/healthz", "/metrics", "/v1/../x", "*", "/livez"]) {
        const { status } = await request(port, method, path);
        expect([400, 401]).toContain(status);
      }
    },
  );

  test("CONNECT without credentials, and refused with them", async () => {
    expect((await request(port, "CONNECT", "127.0.0.1:80")).status).toBe(401);
    const connect = await call("CONNECT", "127.0.0.1:80");
    expect([connect.status, connect.headers.get("x-latchkey-reason")]).toEqual([403, "AMBIGUOUS_PATH"]);
  });

  test("two Authorization headers, both right", async () => {
    expect((await call("GET", CALLS, [`authorization: ${rules.all.basic}`])).status).toBe(401);
  });

  test("credentials in the query, a cookie or Proxy-Authorization", async () => {
    const { key, token, basic } = rules.all;
    const headers = [`Cookie: authorization=${basic}`, `Proxy-Authorization: ${basic}`];
    expect((await request(port, "GET", `${CALLS}?key=${key}&token=${token}`, headers)).status).toBe(401);
  });
});

describe("403", () => {
  test.each([
    ["an absolute form", "http://127.0.0.1/v1/Accounts/demo/Calls"],
    ["dot segments", "/v1/Accounts/other/../demo/Calls"],
    ["an encoded dot segment", "/v1/Accounts/demo/%2e%2e/demo/Calls"],
    ["an encoded slash", "/v1/Accounts/demo%2FCalls"],
    ["an empty segment", "//v1/Accounts/demo/Calls"],
    ["a parameter", "/v1/Accounts/demo/Calls;x"],
    ["a double escape", "/v1/Accounts/demo/Calls%252e"],
    ["a broken escape", "/v1/Accounts/demo/Calls%2"],
    ["a NUL", "/v1/Accounts/demo/Calls%00"],
    ["a fragment", "/v1/Accounts/demo/Calls#x"],
    ["a backslash", "/v1/Accounts/demo\\Calls"],
  ])("%s is ambiguous", async (_, target) => {
    const { status, headers } = await call("GET", target);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "AMBIGUOUS_PATH"]);
  });

  test("the body names the missing permission, in the form of the path's family", async () => {
    const v1 = await call("POST", SEND, [], "", rules.onlyCalls);
    expect(JSON.parse(v1.body).RestException).toMatchObject({ Status: 403, Code: "PERMISSION_DENIED" });
    expect(v1.body).toContain("sms.send");
    const v2 = await call("GET", "/v2/accounts/demo/contacts", [], "", rules.onlyCalls);
    expect(JSON.parse(v2.body).response.error_data.code).toBe(1003);
    const other = await call("GET", "/other");
    expect(other.headers.get("content-type")).toBe("application/problem+json");
    expect(JSON.parse(other.body)).toMatchObject({ status: 403, reason: "UNKNOWN_API" });
  });

  test("headers of other listeners and method overrides choose neither method, path nor address", async () => {
    const games = [
      "X-Original-Method: GET",
      `X-Original-URI: ${CALLS}`,
      "X-Forwarded-Method: GET",
      `X-Forwarded-Uri: ${CALLS}`,
      "X-HTTP-Method-Override: GET",
      `X-Rewrite-URL: ${CALLS}`,
      "X-Real-IP: 203.0.113.9",
      "X_Forwarded_For: 203.0.113.9",
      "Forwarded: for=203.0.113.9",
    ];
    const method = await call("POST", SEND, games, "", rules.onlyCalls);
    expect(method.headers.get("x-latchkey-reason")).toBe("PERMISSION_DENIED");
    const address = await call("GET", CALLS, games, "", rules.onlyFrom203);
    expect(address.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");
  });

  test("X-Forwarded-For is believed from a trusted proxy alone, its rightmost other entry", async () => {
    const from = async (value: string) => {
      const { status } = await call("GET", CALLS, [`X-Forwarded-For: ${value}`], "", rules.onlyFrom203);
      return status;
    };
    expect(await from("192.0.2.1, 203.0.113.9, 127.0.0.9")).toBe(200);
    expect(await from("203.0.113.9, 192.0.2.1")).toBe(403);
    expect(await from("203.0.113.9, nonsense")).toBe(403);
    stop();
    await start({ trusted: "198.51.100.0/24" });
    expect(await from("203.0.113.9")).toBe(403);
  });
});

describe("429", () => {
  test("when the throttle is spent, with Retry-After and where to ask for more", async () => {
    stop();
    await start({ limit: 2 });
    expect([(await call("GET", CALLS)).status, (await call("GET", CALLS)).status]).toEqual([200, 200]);
    const { status, headers, body } = await call("GET", CALLS);
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(body).toContain("help@example.com");
  });
});

describe("502", () => {
  test("when the upstream is down, in the form of the path's family", async () => {
    servers[0]?.close();
    const v1 = await call("GET", CALLS);
    expect([v1.status, JSON.parse(v1.body).RestException.Code]).toEqual([502, "UPSTREAM_UNREACHABLE"]);
    expect(v1.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expectThrottle(v1.headers, 999);
    const v2 = await call("GET", "/v2/accounts/demo/contacts");
    expect(JSON.parse(v2.body)).toMatchObject({ http_code: 502, response: { status: "failure" } });
  });

  test("may be tried again whatever the call is, where it was never sent", async () => {
    servers[0]?.close();
    const { status, body } = await call("POST", SEND);
    expect([status, JSON.parse(body).RestException.Message]).toEqual([
      502,
      "The service behind this gateway gave no answer. Please try again.",
    ]);
  });
});

test("a request to two hosts is refused, and its connection closed, whatever credentials it has", async () => {
  const start = `GET ${CALLS} HTTP/1.1\r\nAuthorization: ${rules.all.basic}\r\nHost: a\r\n`;
  for (const host of ["Host: b", "hOST: a"]) {
    const answer = await sendRaw(port, `${start}${host}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*Connection: close/s);
    expect(answer).toMatch(/^X-Request-Id: [0-9a-f-]{36}\r\nCache-Control: no-store\r$/m);
  }
});

test.each([
  ["gzip, chunked", 501],
  ["gzip\r\nTransfer-Encoding: chunked", 501],
  ["chunked\r\nTransfer-Encoding: chunked", 400],
  ["Chunked", 200],
])("a body in transfer coding %j is answered %i", async (coding, status) => {
  const start = `POST ${SEND} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: ${rules.all.basic}\r\n`;
  const answer = await sendRaw(port, `${start}Transfer-Encoding: ${coding}\r\n\r\n1\r\na\r\n0\r\n\r\n`);
  expect(Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])).toBe(status);
});

test("what a parser must refuse is refused: two lengths, length and chunks, a bare line feed in a header", async () => {
  const start = `POST ${SEND} HTTP/1.1\r\nHost: test\r\nAuthorization: ${rules.all.basic}\r\n`;
  const bad = [
    "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "X: a\nY: b\r\nX-Y\r\n\r\n",
  ];
  for (const rest of bad) expect(await sendRaw(port, start + rest)).toMatch(/^HTTP\/1.1 400/);
});
