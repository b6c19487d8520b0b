import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { freePorts, request } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startCaddy } from "./testing/caddy.js";
import { frontContract, limitContract } from "./testing/front-contract.js";
import { statusesOfLongHeaders } from "./testing/long-headers.js";
import { answeringAll } from "./testing/not-latchkey.js";
import { CALLS, type RealGateway, SEND, startRealGateway } from "./testing/real-gateway.js";

let caddy: Awaited<ReturnType<typeof startCaddy>>;
let real: RealGateway;
const call: RealGateway["call"] = (...request) => real.call(...request);

beforeAll(async () => {
  real = await startRealGateway();
  const { ports } = real;
  caddy = await startCaddy({
    listen: ports.listen,
    latchkey: ports["forward-auth"],
    upstream: ports.upstream,
  });
  const isReady = async () => expect((await call("GET", CALLS, real.authorization.all)).status).toBe(200);
  await vi.waitFor(isReady, { timeout: 15_000, interval: 100 });
}, 60_000);

afterAll(async () => {
  await caddy?.stop();
  await real?.stop();
});

const otherCall = ["X-Forwarded-Method: GET", `X-Forwarded-Uri: ${CALLS}`, "X-HTTP-Method-Override: GET"];

frontContract(() => real, {
  forged: [
    "X-Latchkey-Account: forged",
    "X_Latchkey_Key: forged",
    "X.Latchkey.Operation: forged",
    "x_latchkey-operation: forged",
    "X-Latchkey-Other: forged",
    "X-Request-Id: forged",
    "X_Request_Id: forged",
    "X_Forwarded_For: forged",
    "X.Forwarded-For: forged",
    "X-Real-IP: forged",
    "Forwarded: for=forged",
    "Proxy-Authorization: forged",
  ],
  otherAddress: ["X-Forwarded-For: 203.0.113.1", "X-Real-IP: 203.0.113.1", "X_Forwarded_For: 203.0.113.1"],
  otherCall: [...otherCall, ...otherCall, "X_Forwarded_Method: GET", `X.Forwarded.Uri: ${CALLS}`],
  ambiguous: [`${CALLS}#x`, `http://elsewhere${CALLS}`],
});

describe("200", () => {
  test("keeps the body and the identity, whatever Connection names", async () => {
    const more = [
      "Content-Length: 2",
      "Connection: x-latchkey-account, x-forwarded-uri, x-forwarded-for, upgrade",
    ];
    const { status, body } = await call("POST", SEND, real.authorization.all, more, "ab");
    expect(status).toBe(200);
    const echo = JSON.parse(body);
    expect(echo).toMatchObject({ method: "POST", url: SEND, bodyBytes: 2 });
    expect(Object.fromEntries(echo.headers)).toMatchObject({ "x-latchkey-account": "demo" });
  });

  test("is what all callers get while one of several gateways is frozen", async () => {
    const frozen = createServer(() => {}).listen(0, "127.0.0.1");
    await once(frozen, "listening");
    const { port } = frozen.address() as AddressInfo;
    const [listen = 0] = await freePorts(1);
    const { "forward-auth": living, upstream } = real.ports;
    const front = await startCaddy({ listen, latchkey: [port, living], upstream });
    try {
      const lines = [`Authorization: ${real.authorization.all}`];
      const calls = Array.from({ length: 10 }, () => request(listen, "GET", CALLS, lines));
      expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(10).fill(200));
    } finally {
      await front.stop();
      frozen.close();
    }
  });

  test("is what a caller gets whose own address is allowed", async () => {
    expect((await call("GET", CALLS, real.authorization.here)).status).toBe(200);
  });
});

describe("401", () => {
  test("is the answer to two Authorization headers, both right", async () => {
    expect(
      (await call("GET", CALLS, real.authorization.all, [`Authorization: ${real.authorization.all}`])).status,
    ).toBe(401);
  });

  test("or a refusal, never a 5xx, is the answer to credentials and paths of any length", async () => {
    for (const status of await statusesOfLongHeaders(call)) expect([0, 401, 431]).toContain(status);
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

// The body that was sent above has spent one of five.
limitContract(() => real, 4);

describe("503", () => {
  test.each([200, 204])("when something that is not Latchkey is asked and says %i", async (status) => {
    const other = await answeringAll(status);
    const [listen = 0] = await freePorts(1);
    const front = await startCaddy({ listen, latchkey: other.port, upstream: real.ports.upstream });
    try {
      expect(await request(listen, "GET", CALLS)).toMatchObject({ status: 503, body: "" });
    } finally {
      await front.stop();
      other.close();
    }
  });
});

describe("502", () => {
  test("when the gateway is away: nothing is allowed", async () => {
    real.gateway.process.kill("SIGTERM");
    expect(await real.gateway.ended).toBe(0);
    expect((await call("GET", CALLS, real.authorization.all)).status).toBe(502);
  });
});

test("no credentials are in what Caddy writes, also of calls that failed and had them in path or query", async () => {
  const lines = [`Cookie: ${real.token}`, `X-Api-Key: ${real.token}`];
  const target = `${CALLS}/${real.token}?token=${real.token}`;
  expect((await call("GET", target, real.authorization.all, lines)).status).toBe(502);
  await vi.waitFor(() => expect(caddy.output()).toContain(`${CALLS}/"`));
  expect(caddy.output()).not.toContain(real.token);
  expect(caddy.output()).not.toContain(real.authorization.all.slice(6));
});
