import * as crypto from "node:crypto";
import { createToken } from "@latchkey/enforcement";
import { basic, request } from "@latchkey/enforcer/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, outcomeOf, type Question } from "../testing/ask.js";
import { openListeners } from "../testing/listeners.js";
import { LISTENERS } from "./listener-name.js";

const CALLS = "/v1/Accounts/demo/Calls";
const SEND = "/v1/Accounts/demo/Sms/send";
const CHECKS = LISTENERS.filter((listener) => listener !== "proxy");
const ASKED_OVER_HTTP = LISTENERS.filter((listener) => listener !== "decision");
/** So many header lines, of four bytes each, that Node.js would hide those after them. */
const MANY_LINES = Array(1_100).fill("a:");
let gateway: Awaited<ReturnType<typeof openListeners>>;

beforeEach(() => start());
afterEach(() => gateway.close());

async function start(options: Parameters<typeof openListeners>[0] = {}) {
  gateway?.close();
  gateway = await openListeners(options);
}

function question(more: Partial<Question> = {}): Question {
  return { authorization: gateway.all.basic, method: "GET", path: CALLS, address: ["192.0.2.1"], ...more };
}

/** The token with another last character of the same alphabet. */
const withWrongChecksum = (token: string) => `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;

describe.each(LISTENERS)("the %s listener", (listener) => {
  const answered = (more: Partial<Question> = {}, headers: string[] = []) =>
    ask(listener, gateway.ports[listener], question(more), headers);
  const said = async (more: Partial<Question> = {}, headers: string[] = []) =>
    outcomeOf(listener, await answered(more, headers));

  test("gives one answer to all credentials that are not right, but for date and request id", async () => {
    const { all, onlyCalls, add, remove } = gateway;
    const deleted = add();
    remove(deleted);
    const token = createToken((length) => crypto.randomBytes(length));
    const causes = {
      none: null,
      malformed: "Basic ???",
      "of another scheme": all.basic.replace("Basic", "Bearer"),
      "of an unknown key": basic("lk_00000000000000000000", token),
      "with a wrong token": basic(all.key, token),
      "of a deleted key": deleted.basic,
      "with a token of another form": basic(all.key, `${token.slice(0, -1)}!`),
      "with a wrong checksum": basic(all.key, withWrongChecksum(all.token)),
      "of an unknown key with a wrong checksum": basic("lk_00000000000000000000", withWrongChecksum(token)),
      "with another key's token": basic(all.key, onlyCalls.token),
      "with a retired token": add({ retired: true }).basic,
    };
    for (const path of [CALLS, "/v2/accounts/demo/contacts", "/other"]) {
      const answers = new Map<string, string>();
      for (const [cause, authorization] of Object.entries(causes)) {
        const { status, headers, body } = await answered({ authorization, path });
        const id = headers.get("x-request-id") ?? "";
        expect(id).toMatch(/^[0-9a-f-]{36}$/);
        headers.delete("date");
        const text = JSON.stringify([status, [...headers], body]).replaceAll(id, "id");
        answers.set(text, cause);
      }
      expect([...answers.values()]).toHaveLength(1);
      expect([...answers.keys()][0]).toContain("UNAUTHENTICATED");
    }
  });

  test("reads Basic in any case, and credentials from nowhere else", async () => {
    const { key, token, basic } = gateway.all;
    for (const scheme of ["Basic", "basic", "BASIC"]) {
      const authorization = basic.replace("Basic", scheme);
      expect(await said({ authorization })).toMatchObject({ status: 200, account: "demo" });
    }
    const elsewhere = [
      `Proxy-Authorization: ${basic}`,
      `Cookie: authorization=${basic}`,
      `X-Api-Key: ${key}`,
    ];
    const path = `${CALLS}?key=${key}&token=${token}`;
    expect(await said({ authorization: null, path }, elsewhere)).toMatchObject({ status: 401 });
  });

  test("lets nobody choose method, path or address by headers that are not its own", async () => {
    const own = {
      proxy: [],
      nginx: ["X-Original-Method", "X-Original-URI", "X-Real-IP"],
      "forward-auth": ["X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-For"],
      envoy: [],
      decision: [],
    }[listener] as string[];
    const names = {
      method: [
        "X-Original-Method",
        "X-Forwarded-Method",
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
      ],
      path: ["X-Original-URI", "X-Forwarded-Uri", "X-Original-URL", "X-Rewrite-URL", "X-Envoy-Original-Path"],
      address: ["X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP", "X-Envoy-External-Address"],
    };
    const values = { method: "GET", path: CALLS, address: "203.0.113.9" };
    const games = (["method", "path", "address"] as const).flatMap((what) =>
      names[what].flatMap((name) => {
        const forms = [name.replaceAll("-", "_"), name.replaceAll("-", ".")];
        if (!own.includes(name)) forms.push(name);
        return forms.map((form) => `${form}: ${values[what]}`);
      }),
    );
    games.push("X_Forwarded_For: 203.0.113.9", "X.Forwarded.For: 203.0.113.9", "Forwarded: for=203.0.113.9");
    if (listener === "nginx" || listener === "decision") games.push("X-Forwarded-For: 203.0.113.9");
    const { onlyCalls, onlyFrom203 } = gateway;
    const path = await said({ authorization: onlyCalls.basic, method: "POST", path: SEND }, games);
    expect(path).toMatchObject({ status: 403, reason: "PERMISSION_DENIED", missingPermission: "sms.send" });
    const address = await said({ authorization: onlyFrom203.basic }, games);
    expect(address).toMatchObject({ status: 403, reason: "IP_NOT_ALLOWED" });
    const inside = await said({ authorization: onlyFrom203.basic, address: ["203.0.113.9"] }, games);
    expect(inside).toMatchObject({ status: 200 });
  });

  test("spends what it allows, and nothing for what it denies", async () => {
    await start({ limit: 2 });
    for (let call = 0; call < 3; call++) {
      expect(await said({ path: `${CALLS}/%2e%2e` })).toMatchObject({ reason: "AMBIGUOUS_PATH" });
    }
    expect([(await said())?.status, (await said())?.status]).toEqual([200, 200]);
    expect(await said()).toMatchObject({ status: 429, reason: "THROTTLED" });
  });
});

describe.each(ASKED_OVER_HTTP)("the %s listener", (listener) => {
  test("refuses two Authorization headers, though both are right", async () => {
    const { basic } = gateway.all;
    const again = await ask(listener, gateway.ports[listener], question(), [`Authorization: ${basic}`]);
    expect([400, 401]).toContain(again.status);
    const wrong = await ask(listener, gateway.ports[listener], question(), ["authorization: Basic eDp5"]);
    expect([400, 401]).toContain(wrong.status);
  });

  test("sees a second Authorization header after very many lines", async () => {
    const { basic } = gateway.all;
    const alone = await ask(listener, gateway.ports[listener], question(), MANY_LINES);
    expect(alone.status).toBe(200);
    const more = [...MANY_LINES, `Authorization: ${basic}`];
    expect((await ask(listener, gateway.ports[listener], question(), more)).status).toBe(401);
  });

  test("answers 2xx to no path and no method without credentials", async () => {
    const paths = [
      "/",
      "*",
      "/healthz",
      "/metrics",
      "/livez",
      "/readyz",
      "/status",
      "/v1/decisions",
      "/../x",
      CALLS,
    ];
    for (const path of [...paths, "/%2e%2e/metrics", "//metrics", "http://127.0.0.1/metrics"]) {
      for (const method of [
        "GET",
        "HEAD",
        "POST",
        "OPTIONS",
        "PUT",
        "PATCH",
        "DELETE",
        "TRACE",
        "PROPFIND",
      ]) {
        const { status } = await request(gateway.ports[listener], method, path);
        expect([400, 401], `${method} ${path}`).toContain(status);
      }
    }
    const { status } = await request(gateway.ports[listener], "CONNECT", "127.0.0.1:443");
    expect([400, 401]).toContain(status);
  });
});

describe.each(["nginx", "forward-auth"] as const)("the %s listener", (listener) => {
  test.each(["Method: GET", `URI: ${CALLS}`])("chooses between no two values of %s", async (value) => {
    const prefix = listener === "nginx" ? "X-Original" : "X-Forwarded";
    for (const name of [prefix, prefix.toLowerCase()]) {
      for (const before of [[], MANY_LINES]) {
        const more = [...before, `${name}-${value}`];
        const doubled = await ask(listener, gateway.ports[listener], question(), more);
        expect(outcomeOf(listener, doubled)).toMatchObject({ status: 403, reason: "AMBIGUOUS_PATH" });
      }
    }
  });
});

describe.each(["proxy", "forward-auth", "envoy"] as const)("the %s listener", (listener) => {
  test("takes the address of the last X-Forwarded-For line, after very many lines too", async () => {
    const { onlyFrom203 } = gateway;
    const from = async (first: string, last: string) => {
      const told = question({ authorization: onlyFrom203.basic, address: [first] });
      const more = [...MANY_LINES, `X-Forwarded-For: ${last}`];
      return outcomeOf(listener, await ask(listener, gateway.ports[listener], told, more));
    };
    expect(await from("203.0.113.9", "192.0.2.1")).toMatchObject({ status: 403, reason: "IP_NOT_ALLOWED" });
    expect(await from("192.0.2.1", "203.0.113.9")).toMatchObject({ status: 200 });
  });
});

describe.each(CHECKS)("the %s listener", (listener) => {
  test("reads more headers than the proxies in front let through", async () => {
    const long = Array.from({ length: 7 }, () => `X-Long: ${"a".repeat(8_000)}`);
    const { status } = await ask(listener, gateway.ports[listener], question(), long);
    expect(status).toBe(200);
  });

  test("gives a peer that may not ask no decision", async () => {
    await start({ peers: ["198.51.100.0/24"] });
    const { status, headers, body } = await ask(listener, gateway.ports[listener], question());
    expect(status).toBe(403);
    expect([...headers.keys()].filter((name) => /latchkey|ratelimit/.test(name))).toEqual([]);
    expect(body).not.toMatch(/demo|voice|allowed/);
  });

  test("knows no address when it is told none", async () => {
    const inside = gateway.add({ cidrs: ["0.0.0.0/0", "::/0"] });
    const told = question({ authorization: inside.basic, address: [] });
    const said = outcomeOf(listener, await ask(listener, gateway.ports[listener], told));
    expect(said).toMatchObject({ reason: "IP_NOT_ALLOWED" });
  });
});

describe("all listeners", () => {
  test("say the same in status, headers and body, of every kind of denial", async () => {
    await start({ limit: 1 });
    const { onlyCalls, onlyFrom203 } = gateway;
    await ask("nginx", gateway.ports.nginx, question());
    const kinds: Partial<Question>[] = [
      { authorization: null },
      { authorization: onlyFrom203.basic },
      { path: `${CALLS}//` },
      { path: "/other" },
      { path: "/v1/Accounts/other/Calls" },
      { authorization: onlyCalls.basic, path: "/v2/accounts/demo/contacts" },
      {},
    ];
    const reasons: string[] = [];
    for (const kind of kinds) {
      const answers = new Set<string>();
      for (const listener of ASKED_OVER_HTTP) {
        const { status, headers, body } = await ask(listener, gateway.ports[listener], question(kind));
        const truly = Number(headers.get("x-latchkey-status") ?? status);
        const id = headers.get("x-request-id") ?? "";
        for (const name of ["date", "x-latchkey-status"]) headers.delete(name);
        // Seconds may pass between two of them.
        for (const name of ["retry-after", "ratelimit"]) if (headers.has(name)) headers.set(name, "seconds");
        answers.add(JSON.stringify([truly, [...headers], body]).replaceAll(id, "id"));
        reasons.push(`${truly} ${headers.get("x-latchkey-reason")}`);
      }
      expect([...answers]).toHaveLength(1);
      const json = await ask("decision", gateway.ports.decision, question(kind));
      const { status, reason } = JSON.parse(json.body);
      expect(`${status} ${reason}`).toBe(reasons.at(-1));
    }
    expect([...new Set(reasons)]).toEqual([
      "401 UNAUTHENTICATED",
      "403 IP_NOT_ALLOWED",
      "403 AMBIGUOUS_PATH",
      "403 UNKNOWN_API",
      "403 ACCOUNT_MISMATCH",
      "403 PERMISSION_DENIED",
      "429 THROTTLED",
    ]);
  });
});
