import { afterEach, describe, expect, test } from "vitest";
import { request } from "../testing/http.js";
import { type Echo, FRAMEWORKS, openService } from "./testing/services.js";

const CALLS = "/v1/Accounts/demo/Calls";
const SEND = "/v1/Accounts/demo/Sms/send";

describe.each(FRAMEWORKS)("a service on %s", (framework) => {
  let service: Awaited<ReturnType<typeof openService>>;
  afterEach(() => service.close());
  const start = async (options?: Parameters<typeof openService>[1]) => {
    service = await openService(framework, options);
  };
  const call = (method: string, path: string, more: string[] = [], key = service.all) =>
    request(service.port, method, path, [`Authorization: ${key.basic}`, ...more]);

  test("is told who calls and what, and answers with our request id and the throttle", async () => {
    await start({ limit: 1_000 });
    const { status, headers, body } = await call("GET", `${CALLS}?a=%20b`);
    expect(status).toBe(200);
    const { url, latchkey } = JSON.parse(body) as Echo;
    expect(url).toBe(`${CALLS}?a=%20b`);
    expect(latchkey).toMatchObject({
      account: "demo",
      key: service.all.key,
      operation: "voice.calls.list",
      requestId: headers.get("x-request-id"),
      rateLimit: { limit: 1_000, remaining: 999 },
    });
    expect(headers.get("x-ratelimit-limit")).toBe("1000");
    expect(headers.get("ratelimit-policy")).toBe('"voice";q=1000;w=60');
    expect(headers.get("ratelimit")).toBe('"voice";r=999;t=60');
  });

  test("sees no credentials, and no client's form of our own headers", async () => {
    await start();
    const names = ["X-Latchkey-Account", "x_latchkey_key", "X.Latchkey.Operation", "X~Latchkey-Key"];
    const { status, body } = await call("GET", CALLS, [
      ...names.map((name) => `${name}: forged`),
      "X-Other: kept",
    ]);
    expect(status).toBe(200);
    expect(body).not.toMatch(/forged|x.latchkey|authorization/i);
    expect(body).not.toContain(service.all.basic.slice(6));
    const echo = JSON.parse(body) as Echo;
    expect(echo.rawHeaders).toEqual(["Host", "test", "Connection", "close", "X-Other", "kept"]);
    expect(echo.headers).toEqual({ host: "test", connection: "close", "x-other": "kept" });
    expect(echo.headersDistinct["x-other"]).toEqual(["kept"]);
  });

  test("sees the credentials when it says that it wants them, and even then no forged header of ours", async () => {
    await start({ keepAuthorization: true });
    const { body } = await call("GET", CALLS, ["X-Latchkey-Account: forged"]);
    expect((JSON.parse(body) as Echo).headers.authorization).toBe(service.all.basic);
    expect(body).not.toContain("forged");
  });

  test("takes no credentials beside so many header lines that Node.js may have hidden some", async () => {
    await start();
    const { basic } = service.all;
    const many = Array(1_100).fill("a:");
    expect((await call("GET", CALLS, many.slice(0, 900))).status).toBe(200);
    // Newer releases of Node.js refuse such requests themselves.
    expect([401, 431]).toContain((await call("GET", CALLS, [...many, `Authorization: ${basic}`])).status);
    expect([401, 431]).toContain((await call("GET", CALLS, many)).status);
  });

  test("answers 2xx to no path and no method without credentials", async () => {
    await start();
    for (const path of ["/", "*", "/healthz", "/../x", CALLS, "/%2e%2e/metrics", "//metrics", "http://a/b"]) {
      for (const method of ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND"]) {
        const { status } = await request(service.port, method, path);
        // Fastify says 404 of methods that its router does not know, and serves none of them.
        expect([401, 404], `${method} ${path}`).toContain(status);
      }
    }
    const { status } = await request(service.port, "CONNECT", "127.0.0.1:443");
    expect([0, 400, 401]).toContain(status);
  });

  test("judges a request for an upgrade like any other, while nobody listens for upgrades", async () => {
    await start();
    const upgrade = ["Upgrade: websocket", "Connection: Upgrade"];
    expect((await request(service.port, "GET", CALLS, upgrade)).status).toBe(401);
    expect((await call("GET", CALLS, upgrade)).status).toBe(200);
  });

  test("refuses two Authorization headers, though both are right", async () => {
    await start();
    const { status } = await call("GET", CALLS, [`authorization: ${service.all.basic}`]);
    expect(status).toBe(401);
  });

  test("reads neither method nor path from other headers", async () => {
    await start();
    const games = ["Method: GET", `Uri: ${CALLS}`, "HTTP-Method-Override: GET"].map((line) => `X-${line}`);
    const forwarded = ["Method: GET", `Uri: ${CALLS}`, `Original-URL: ${CALLS}`].map(
      (line) => `X-Forwarded-${line}`,
    );
    const denied = await call("POST", SEND, [...games, ...forwarded], service.onlyCalls);
    expect(denied.headers.get("x-latchkey-missing-permission")).toBe("sms.send");
    expect(JSON.parse(denied.body).RestException).toMatchObject({ Status: 403, Code: "PERMISSION_DENIED" });
  });

  test("lets HEAD follow GET, and denies it without a body", async () => {
    await start();
    expect(await call("HEAD", CALLS)).toMatchObject({ status: 200, body: "" });
    const denied = await request(service.port, "HEAD", CALLS);
    expect(denied).toMatchObject({ status: 401, body: "" });
    expect(Number(denied.headers.get("content-length"))).toBeGreaterThan(0);
  });

  test("says 429 with Retry-After and where to ask for more, once the throttle is spent", async () => {
    await start({ limit: 2 });
    await call("GET", CALLS);
    await call("GET", CALLS);
    const { status, headers, body } = await call("GET", CALLS);
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(body).toContain("help@example.com");
  });
});
