import type { Server } from "node:http";
import { compileRanges, unavailable } from "@latchkey/enforcement";
import { open, request } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createListener } from "../http/listener.js";
import { testGate } from "../testing/gate.js";
import { nginxHandler, readNginx } from "./nginx.js";
import { onlyPeers } from "./peers.js";

const CALLS = "/v1/Accounts/demo/Calls?x=1";
let rules: ReturnType<typeof testGate>;
let server: Server;
let port: number;

beforeEach(() => start(5));
afterEach(() => stop());

async function start(limit: number, peers = "127.0.0.0/8") {
  rules = testGate(limit);
  const ranges = compileRanges([peers]);
  if (!ranges) throw new Error("bad CIDR");
  server = createListener(
    onlyPeers(ranges, nginxHandler(rules.gate), () => {}),
    { requestTimeout: 10_000 },
  );
  port = await open(server);
}

function stop() {
  server.closeAllConnections();
  server.close();
}

function ask(
  authorization: string | null,
  method = "GET",
  uri = CALLS,
  more: string[] = [],
  address = "192.0.2.1",
) {
  const headers = [
    `X-Original-Method: ${method}`,
    `X-Original-URI: ${uri}`,
    `X-Real-IP: ${address}`,
    ...more,
  ];
  if (authorization !== null) headers.push(`Authorization: ${authorization}`);
  return request(port, "GET", "/any", headers);
}

describe("200", () => {
  test("for what is allowed, with the identity headers and the throttle, without a body", async () => {
    const { status, headers, body } = await ask(rules.all.basic);
    expect(status).toBe(200);
    expect(headers.get("x-latchkey-account")).toBe("demo");
    expect(headers.get("x-latchkey-key")).toBe(rules.all.key);
    expect(headers.get("x-latchkey-operation")).toBe("voice.calls.list");
    expect(headers.get("x-ratelimit-remaining")).toBe("4");
    expect(body).toBe("");
  });
});

describe("401", () => {
  test("without credentials, with a challenge, and with no other header than for wrong ones", async () => {
    const without = await ask(null);
    const wrong = await ask(`Basic ${Buffer.from(`${rules.all.key}:nonsense`).toString("base64")}`);
    expect(without.status).toBe(401);
    expect(without.headers.get("www-authenticate")).toMatch(/^Basic realm=/);
    for (const answer of [without, wrong]) {
      answer.headers.delete("date");
      answer.headers.delete("x-request-id");
    }
    expect(wrong).toEqual(without);
  });

  test("for two Authorization headers, both right", async () => {
    const again = [`Authorization: ${rules.all.basic}`];
    expect((await ask(rules.all.basic, "GET", CALLS, again)).status).toBe(401);
  });

  test.each(["GET", "POST", "OPTIONS", "HEAD", "DELETE", "PROPFIND"])(
    "for %s on any path",
    async (method) => {
      for (const path of ["/", "/healthz", "/metrics", "/../x", "/livez", "*"]) {
        const { status } = await request(port, method, path);
        expect([400, 401]).toContain(status);
      }
    },
  );
});

describe("403", () => {
  test("for what is denied, naming the missing permission", async () => {
    const { status, headers } = await ask(rules.onlyCalls.basic, "POST", "/v1/Accounts/demo/Sms/send");
    expect(status).toBe(403);
    expect(headers.get("x-latchkey-reason")).toBe("PERMISSION_DENIED");
    expect(headers.get("x-latchkey-missing-permission")).toBe("sms.send");
    expect(headers.has("x-latchkey-status")).toBe(false);
  });

  test("for another address than those allowed, whatever else the client sends", async () => {
    const games = ["X-Forwarded-For: 203.0.113.9", "X_Real_IP: 203.0.113.9", "X.Real.IP: 203.0.113.9"];
    expect((await ask(rules.onlyFrom203.basic, "GET", CALLS, games)).status).toBe(403);
    const inside = await ask(rules.onlyFrom203.basic, "GET", CALLS, [], "203.0.113.9");
    expect(inside.status).toBe(200);
  });

  test("for a method, path or address that is missing or sent twice", async () => {
    const doubled = (header: string) => ask(rules.all.basic, "GET", CALLS, [header]);
    for (const header of [`X-Original-URI: ${CALLS}`, "X-Original-Method: GET"]) {
      expect((await doubled(header)).headers.get("x-latchkey-reason")).toBe("AMBIGUOUS_PATH");
    }
    const again = ["X-Real-IP: 203.0.113.9"];
    const twice = await ask(rules.onlyFrom203.basic, "GET", CALLS, again, "203.0.113.9");
    expect(twice.headers.get("x-latchkey-reason")).toBe("IP_NOT_ALLOWED");
    const bare = await request(port, "GET", CALLS, [`Authorization: ${rules.all.basic}`]);
    expect(bare.headers.get("x-latchkey-reason")).toBe("AMBIGUOUS_PATH");
  });

  test("with the status of its own, when the throttle is spent", async () => {
    for (let call = 0; call < 5; call++) expect((await ask(rules.all.basic)).status).toBe(200);
    const { status, headers } = await ask(rules.all.basic);
    expect(status).toBe(403);
    expect(headers.get("x-latchkey-status")).toBe("429");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("with the status of its own, when it can't be decided", async () => {
    vi.spyOn(rules.enforcer, "decide").mockReturnValue(unavailable());
    const { status, headers } = await ask(rules.all.basic);
    expect(status).toBe(403);
    expect(headers.get("x-latchkey-status")).toBe("503");
    expect(headers.get("x-latchkey-reason")).toBe("UNAVAILABLE");
  });

  test("and no decision for a peer that may not ask", async () => {
    stop();
    await start(5, "198.51.100.0/24");
    const { status, headers, body } = await ask(rules.all.basic);
    expect(status).toBe(403);
    expect([...headers.keys()].filter((name) => name.startsWith("x-latchkey"))).toEqual([]);
    expect(body).not.toContain("demo");
  });
});

test("only the headers of its own row are read", () => {
  const headers = ["X-Forwarded-Method", "GET", "X-Forwarded-Uri", "/a", "X-Forwarded-For", "192.0.2.1"];
  expect(readNginx(headers)).toEqual({ authorization: null, method: "", path: "", clientAddress: null });
});
