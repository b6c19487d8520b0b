import { request } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openListeners } from "../testing/listeners.js";

const CALLS = "/v1/Accounts/demo/Calls";
let gateway: Awaited<ReturnType<typeof openListeners>>;

beforeEach(async () => {
  gateway = await openListeners({ limit: 2 });
});
afterEach(() => gateway.close());

function call(body: string, { method = "POST", path = "/v1/decisions", headers = [] as string[] } = {}) {
  return request(
    gateway.ports.decision,
    method,
    path,
    [`Content-Length: ${Buffer.byteLength(body)}`, ...headers],
    body,
  );
}

function question(more: object = {}): string {
  const { basic } = gateway.all;
  return JSON.stringify({
    authorization: basic,
    method: "GET",
    path: CALLS,
    clientAddress: "192.0.2.1",
    ...more,
  });
}

describe("200", () => {
  test("tells who calls and how the throttle stands, when it is allowed", async () => {
    const { status, headers, body } = await call(question());
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
      200,
      "application/json",
      "no-store",
    ]);
    expect(JSON.parse(body)).toEqual({
      allowed: true,
      account: "demo",
      key: gateway.all.key,
      operation: "voice.calls.list",
      requestId: headers.get("x-request-id"),
      rateLimit: { limit: 2, remaining: 1, reset: expect.any(Number) },
    });
  });

  test("tells why, when it is denied, and when to come back", async () => {
    const denied = await call(
      question({
        authorization: gateway.onlyCalls.basic,
        method: "POST",
        path: "/v1/Accounts/demo/Sms/send",
      }),
    );
    expect(denied.status).toBe(200);
    expect(JSON.parse(denied.body)).toMatchObject({
      allowed: false,
      status: 403,
      reason: "PERMISSION_DENIED",
      missingPermission: "sms.send",
    });
    for (let each = 0; each < 2; each++) await call(question());
    const throttled = JSON.parse((await call(question())).body);
    expect(throttled).toMatchObject({ allowed: false, status: 429, reason: "THROTTLED" });
    expect(throttled.retryAfter).toBeGreaterThan(0);
  });

  test("also for a body in chunks, and for one that waits for 100 Continue", async () => {
    const text = question();
    const chunked = `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;
    const { decision } = gateway.ports;
    const inChunks = await request(
      decision,
      "POST",
      "/v1/decisions",
      ["Transfer-Encoding: chunked"],
      chunked,
    );
    expect(JSON.parse(inChunks.body).allowed).toBe(true);
    const waiting = await call(text, { headers: ["Expect: 100-continue"] });
    expect(waiting.status).toBe(100);
    expect(waiting.body).toContain('"allowed":true');
  });

  test("judges the question, not the call's own headers", async () => {
    const headers = [`Authorization: ${gateway.all.basic}`, "X-Forwarded-For: 203.0.113.9"];
    const none = await call(question({ authorization: null }), { headers });
    expect(JSON.parse(none.body)).toMatchObject({ allowed: false, status: 401 });
    const inside = question({ authorization: gateway.onlyFrom203.basic });
    expect(JSON.parse((await call(inside, { headers })).body).reason).toBe("IP_NOT_ALLOWED");
  });
});

describe("white space around a value is judged as a part of it", () => {
  const FIRST = "192.0.2.1";
  test.each([" ", "\t", "\n"])("%j", async (space) => {
    const alone = gateway.add({ cidrs: [`${FIRST}/32`] });
    const given = { authorization: alone.basic, method: "GET", path: CALLS, clientAddress: FIRST };
    const reasonOf = async (more: object) =>
      JSON.parse((await call(question({ ...given, ...more }))).body).reason;
    expect(await reasonOf({})).toBeUndefined();
    const denied = {
      authorization: "UNAUTHENTICATED",
      method: "UNKNOWN_API",
      path: "AMBIGUOUS_PATH",
      clientAddress: "IP_NOT_ALLOWED",
    };
    for (const [member, reason] of Object.entries(denied)) {
      const value = given[member as keyof typeof given];
      for (const spaced of [space + value, value + space])
        expect(await reasonOf({ [member]: spaced }), JSON.stringify(spaced)).toBe(reason);
    }
  });
});

describe("400", () => {
  test.each(["", "{}", "null", "nonsense", '{"authorization":null}'])("for %j", async (body) => {
    const { status, headers, body: problem } = await call(body);
    expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(JSON.parse(problem)).toMatchObject({ status: 400, requestId: headers.get("x-request-id") });
  });

  test("for a body that is too long, of which nothing is repeated", async () => {
    const { status, body } = await call(question({ path: `/${"x".repeat(1_000_000)}` }));
    expect(status).toBe(400);
    expect(body).not.toContain("xxx");
  });

  test("spends nothing", async () => {
    for (let each = 0; each < 3; each++) await call(question({ scope: 1 }));
    expect(JSON.parse((await call(question())).body)).toMatchObject({ rateLimit: { remaining: 1 } });
  });
});

describe("404", () => {
  test.each([
    "/",
    "/v1/decisions/",
    "/v1/decisions?x",
    "/v1/decision",
    "//v1/decisions",
    "/V1/decisions",
    "/metrics",
    "*",
  ])("for %s", async (path) => {
    const method = path === "*" ? "OPTIONS" : "POST";
    const { status, body } = await call(question(), { path, method });
    expect(status).toBe(404);
    expect(body).not.toContain("allowed");
  });
});

describe("405", () => {
  test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])("for %s", async (method) => {
    const { status, headers } = await call("", { method });
    expect([status, headers.get("allow")]).toEqual([405, "POST"]);
  });
});
