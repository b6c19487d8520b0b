import { basic, request, sendRaw } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { statusesOfLongHeaders } from "./testing/long-headers.js";
import { startNginx } from "./testing/nginx.js";
import { describePublishedVectors } from "./testing/published-vectors.js";
import { CALLS, SEND, startRealGateway } from "./testing/real-gateway.js";

let nginx: Awaited<ReturnType<typeof startNginx>>;
let real: Awaited<ReturnType<typeof startRealGateway>>;

beforeAll(async () => {
  real = await startRealGateway();
  const { ports } = real;
  nginx = await startNginx({ listen: ports.listen, latchkey: ports.nginx, upstream: ports.upstream });
  const isReady = async () => expect((await call("GET", CALLS, real.authorization.all)).status).toBe(200);
  await vi.waitFor(isReady, { timeout: 15_000, interval: 100 });
}, 60_000);

afterAll(async () => {
  await nginx?.stop();
  await real?.stop();
});

function call(method: string, target: string, authorization: string | null, more: string[] = [], body = "") {
  const headers = authorization === null ? more : [`Authorization: ${authorization}`, ...more];
  return request(real.ports.listen, method, Buffer.from(target).toString("latin1"), headers, body);
}

describe("200", () => {
  test("reaches the upstream under the path that was judged, with the identity and without the credentials", async () => {
    const names = ["Account", "Key", "Operation", "Reason", "Missing-Permission", "Status"];
    const forged = names.flatMap((name) =>
      [
        `X-Latchkey-${name}`,
        `x-latchkey-${name.toLowerCase()}`,
        `X_Latchkey_${name}`,
        `X.Latchkey.${name}`,
      ].map((form) => `${form}: forged`),
    );
    const { status, headers, body } = await call(
      "GET",
      `${CALLS}.json?a=%20b`,
      real.authorization.all,
      forged,
    );
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
    const ours = echo.headers.filter(([name]: [string]) => name.startsWith("x-latchkey"));
    expect(ours).toHaveLength(3);
    expect(body).not.toContain(real.token);
    expect(headers.get("x-ratelimit-limit")).toBe("10000");
  });

  test("is the answer to a caller of HTTP/1.0 that names no host, too", async () => {
    const text = `GET ${CALLS} HTTP/1.0\r\nAuthorization: ${real.authorization.all}\r\n\r\n`;
    expect(await sendRaw(real.ports.listen, text)).toMatch(/^HTTP\/1.1 200 /);
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

  test("or a refusal, never a 5xx, is the answer to credentials and paths of any length", async () => {
    for (const status of await statusesOfLongHeaders(call)) expect([0, 400, 401, 414]).toContain(status);
  });

  test("is the answer to an Authorization header with control characters, which no parser takes", async () => {
    const { status, headers } = await call("GET", CALLS, null);
    for (const character of ["\x01", "\x0b", "\x1b", "\x7f"]) {
      const odd = await call("GET", CALLS, `Basic ${character}`);
      expect([status, odd.headers.get("www-authenticate")]).toEqual([
        odd.status,
        headers.get("www-authenticate"),
      ]);
    }
  });

  test("or a refusal is the answer to OPTIONS and to every other path", async () => {
    for (const path of ["/", "/metrics", "/latchkey-decision", "/livez"]) {
      for (const method of ["GET", "OPTIONS", "POST"]) {
        expect([400, 401, 404, 405]).toContain((await call(method, path, null)).status);
      }
    }
  });
});

describe("403", () => {
  test("names the missing permission", async () => {
    const { status, headers, body } = await call("POST", SEND, real.authorization.onlyCalls);
    expect(status).toBe(403);
    expect(headers.get("x-latchkey-reason")).toBe("PERMISSION_DENIED");
    expect(headers.get("x-latchkey-missing-permission")).toBe("sms.send");
    expect(JSON.parse(body).RestException).toMatchObject({ Status: 403, Code: "PERMISSION_DENIED" });
  });

  test("is what a caller from another address gets, whatever headers it sends", async () => {
    const games = ["X-Forwarded-For: 203.0.113.1", "X-Real-IP: 203.0.113.1", "X_Real_IP: 203.0.113.1"];
    const { status, headers } = await call("GET", CALLS, real.authorization.elsewhere, games);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "IP_NOT_ALLOWED"]);
  });

  test("is what headers that name another method or path get as well", async () => {
    const games = ["X-Original-Method: GET", `X-Original-URI: ${CALLS}`, "X-HTTP-Method-Override: GET"];
    expect((await call("POST", SEND, real.authorization.onlyCalls, games)).status).toBe(403);
  });

  test.each([
    "/v1/Accounts/demo/%2e%2e/demo/Calls",
    "/v1/Accounts/demo%2FCalls",
    "//v1/Accounts/demo/Calls",
    `${CALLS};x`,
  ])("%s is ambiguous", async (target) => {
    const { status, headers } = await call("GET", target, real.authorization.all);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([403, "AMBIGUOUS_PATH"]);
  });
});

describePublishedVectors(call, () => real.authorization.all);

describe("429", () => {
  test("follows exactly as many calls as the limit, with a Retry-After", async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 5; each++)
      statuses.push((await call("POST", SEND, real.authorization.all, ["Content-Length: 2"], "ab")).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    const { status, headers } = await call("POST", SEND, real.authorization.all);
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(headers.get("x-latchkey-reason")).toBe("THROTTLED");
  });
});

describe("a change", () => {
  test("holds within a second", async () => {
    await real.seed.update("api_key", "lk_all", { disabled: 1 });
    const isDisabled = async () => {
      const { headers } = await call("GET", CALLS, real.authorization.all);
      expect(headers.get("x-latchkey-reason")).toBe("KEY_DISABLED");
    };
    await vi.waitFor(isDisabled, { timeout: 1_000, interval: 10 });
    await real.seed.update("api_key", "lk_all", { disabled: 0 });
  });
});

describe("503", () => {
  test("for a key of which nothing can be decided", async () => {
    const { status, headers } = await call("GET", CALLS, real.authorization.broken);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([503, "UNAVAILABLE"]);
  });

  test("when the gateway is away: nothing is allowed", async () => {
    real.gateway.process.kill("SIGTERM");
    expect(await real.gateway.ended).toBe(0);
    expect((await call("GET", CALLS, real.authorization.all)).status).toBe(503);
  });
});

test("no credentials are in nginx's log", async () => {
  const log = await nginx.accessLog();
  expect(log).toContain("lk_all");
  expect(log).not.toContain(real.token);
  expect(log).not.toContain(real.authorization.all.slice(6));
});
