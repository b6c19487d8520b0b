import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { freePorts, request, sendRaw } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { frontContract, limitContract } from "./testing/front-contract.js";
import { statusesOfLongHeaders } from "./testing/long-headers.js";
import { startNginx } from "./testing/nginx.js";
import { answeringAll } from "./testing/not-latchkey.js";
import { CALLS, type RealGateway, startRealGateway } from "./testing/real-gateway.js";

let nginx: Awaited<ReturnType<typeof startNginx>>;
let real: RealGateway;
const call: RealGateway["call"] = (...request) => real.call(...request);

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

const names = ["Account", "Key", "Operation", "Reason", "Missing-Permission", "Status"];

frontContract(() => real, {
  forged: [
    ...names.flatMap((name) =>
      [
        `X-Latchkey-${name}`,
        `x-latchkey-${name.toLowerCase()}`,
        `X_Latchkey_${name}`,
        `X.Latchkey.${name}`,
      ].map((form) => `${form}: forged`),
    ),
    "X-Real-IP: forged",
    "Forwarded: for=forged",
  ],
  otherAddress: ["X-Forwarded-For: 203.0.113.1", "X-Real-IP: 203.0.113.1", "X_Real_IP: 203.0.113.1"],
  otherCall: ["X-Original-Method: GET", `X-Original-URI: ${CALLS}`, "X-HTTP-Method-Override: GET"],
});

describe("200", () => {
  test("is the answer to a caller of HTTP/1.0 that names no host, too", async () => {
    const text = `GET ${CALLS} HTTP/1.0\r\nAuthorization: ${real.authorization.all}\r\n\r\n`;
    expect(await sendRaw(real.ports.listen, text)).toMatch(/^HTTP\/1.1 200 /);
  });

  test("is the answer to a caller of WebSocket as to any other, also from an API that would upgrade without Connection", async () => {
    const answerTo = (head: Buffer) =>
      /^(upgrade|sec-websocket-key):/im.test(head.toString())
        ? "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
        : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const upgrading = createServer((socket) =>
      socket.on("data", (head) => socket.write(answerTo(head))),
    ).listen(0, "127.0.0.1");
    await once(upgrading, "listening");
    const { port: upstream } = upgrading.address() as AddressInfo;
    const [listen = 0] = await freePorts(1);
    const front = await startNginx({ listen, latchkey: real.ports.nginx, upstream });
    try {
      const lines = [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ];
      const asked = [`Authorization: ${real.authorization.all}`, ...lines];
      expect(await request(listen, "GET", CALLS, asked)).toMatchObject({ status: 200, body: "ok" });
    } finally {
      await front.stop();
      upgrading.close();
    }
  });

  test("follows in an nginx that runs already and has settings of its own, which logs nothing of it", async () => {
    const settings =
      "server_tokens off; default_type text/plain; keepalive_timeout 9s; client_max_body_size 1m; access_log all.log;";
    const [listen = 0] = await freePorts(1);
    const { nginx: latchkey, upstream } = real.ports;
    const front = await startNginx({ listen, latchkey, upstream }, settings);
    try {
      const authorization = `Authorization: ${real.authorization.all}`;
      expect((await request(listen, "GET", CALLS, [authorization])).status).toBe(200);
      expect(await front.accessLog()).toContain(CALLS);
      expect(await readFile(join(front.directory, "all.log"), "utf8")).toBe("");
    } finally {
      await front.stop();
    }
  });
});

describe("401", () => {
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

limitContract(() => real, 5);

describe("503", () => {
  test("for a key of which nothing can be decided", async () => {
    const { status, headers } = await call("GET", CALLS, real.authorization.broken);
    expect([status, headers.get("x-latchkey-reason")]).toEqual([503, "UNAVAILABLE"]);
  });

  test.each([200, 204, 302, 403, 404])(
    "when something that is not Latchkey is asked and says %i",
    async (status) => {
      const other = await answeringAll(status);
      const [listen = 0] = await freePorts(1);
      const front = await startNginx({ listen, latchkey: other.port, upstream: real.ports.upstream });
      try {
        const answer = await request(listen, "GET", CALLS);
        expect([answer.status, answer.headers.get("x-latchkey-reason")]).toEqual([503, "UNAVAILABLE"]);
        expect(JSON.parse(answer.body).RestException).toMatchObject({ Status: 503, Code: "UNAVAILABLE" });
      } finally {
        await front.stop();
        other.close();
      }
    },
  );

  test("when the gateway is away: nothing is allowed", async () => {
    real.gateway.process.kill("SIGTERM");
    expect(await real.gateway.ended).toBe(0);
    expect((await call("GET", CALLS, real.authorization.all)).status).toBe(503);
  });
});

test("no credentials are in nginx's log, also of calls that failed and had them in path or query", async () => {
  expect((await call("GET", `${CALLS}/${real.token}?token=${real.token}`, null)).status).toBe(503);
  const log = (await nginx.accessLog()) + nginx.output();
  expect(log).toContain("lk_all");
  expect(log).not.toContain(real.token);
  expect(log).not.toContain(real.authorization.all.slice(6));
});
