import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase, migrate, type TestDatabase } from "../testing/database.js";
import { request } from "../testing/http.js";
import { basic, Seed, type SeedKey } from "../testing/seed.js";
import { type RunningExample, runExample } from "./testing/run-example.js";

const EXAMPLES = ["express", "fastify"];
const CALLS = "/v1/Accounts/demo/Calls";
const SEND = "/v1/Accounts/demo/Sms/send";
const V3 = "/v3/accounts/demo/calls";

let place: TestDatabase;
let authorization: Awaited<ReturnType<typeof seedKeys>>;

beforeAll(async () => {
  place = await createTestDatabase();
  authorization = await seedKeys(new Seed(place.database));
}, 60_000);
afterAll(() => place.drop());

/** An Authorization header for each thing that can be said of a key. */
async function seedKeys(seed: Seed) {
  await seed.catalogue(2);
  await seed.update("api", "voice", { operatorLimit: 10_000 });
  await seed.change(async (revision) => {
    const columns =
      "`code`, `apiCode`, `position`, `method`, `path`, `summary`, `accountScoped`, `retiredAt`, `revision`";
    await seed.run(
      `INSERT INTO \`operation\` (${columns}) VALUES (?, 'voice', 2, 'GET', ?, '', 1, NULL, ?), (?, 'voice', 3, 'GET', ?, '', 1, NULL, ?)`,
      [
        "voice.calls.active-v3",
        "/v3/accounts/{sid}/calls/active",
        revision,
        "voice.calls.get-v3",
        "/v3/accounts/{sid}/calls/{call_sid}",
        revision,
      ],
    );
  });
  for (const sid of ["demo", "second", "third"]) await seed.account(`account-${sid}`, sid);
  await seed.update("account", "account-third", { suspended: 1 });
  const pair = async (key: string, other: SeedKey = {}) =>
    basic(key, await seed.key(key, { accountId: "account-demo", ...other }));
  return {
    all: await pair("lk_all"),
    onlyGet: await pair("lk_get", { accessScope: "SELECTED_APIS", codes: ["voice.calls.get-v3"] }),
    elsewhere: await pair("lk_else", { addressScope: "ALLOWLIST_ONLY", cidrs: ["203.0.113.0/24"] }),
    disabled: await pair("lk_disabled", { disabled: 1 }),
    expired: await pair("lk_expired", { expiresAt: 1 }),
    suspended: await pair("lk_suspended", { accountId: "account-third" }),
    broken: await pair("lk_broken", { addressScope: "NONSENSE" }),
    unknown: basic("lk_unknown", "x"),
  };
}

describe.each(EXAMPLES)("the example for %s", (name) => {
  const running: RunningExample[] = [];
  afterEach(async () => {
    for (const example of running.splice(0)) await example.stop("SIGKILL");
  });

  const start = async (environment: Record<string, string>) => {
    const example = await runExample(name, environment);
    running.push(example);
    const call = (
      method: string,
      path: string,
      authorized: string | null,
      more: string[] = [],
      body = "",
    ) => {
      const credentials = authorized === null ? [] : [`Authorization: ${authorized}`];
      return request(example.port, method, path, [...credentials, ...more], body);
    };
    return { ...example, call };
  };
  const ready = async (environment = { DATABASE_URL: place.url }) => {
    const example = await start(environment);
    const judges = async () => expect((await example.call("GET", CALLS, null)).status).toBe(401);
    await vi.waitFor(judges, { timeout: 15_000, interval: 50 });
    return example;
  };

  test("serves what is allowed, without the credentials and without what a client says in our name", async () => {
    const { call, stop, output } = await ready();
    const forged = ["X-Latchkey-Account: forged", "X_Latchkey_Key: forged", "X-Kept: kept"];
    const { status, headers, body } = await call("GET", `${CALLS}.json?a=b`, authorization.all, forged);
    expect(status).toBe(200);
    const { rawHeaders, params, latchkey } = JSON.parse(body);
    expect(rawHeaders).toEqual(["Host", "test", "Connection", "close", "X-Kept", "kept"]);
    expect(params).toEqual({ sid: "demo" });
    expect(latchkey).toMatchObject({ account: "demo", key: "lk_all", operation: "voice.calls.list" });
    expect(headers.get("x-request-id")).toBe(latchkey.requestId);
    expect(headers.get("x-ratelimit-limit")).toBe("10000");

    const posted = ["Content-Type: application/json", "Content-Length: 11"];
    const sent = await call("POST", SEND, authorization.all, posted, '{"To":"+1"}');
    expect(JSON.parse(sent.body)).toMatchObject({ body: { To: "+1" }, latchkey: { operation: "sms.send" } });

    expect(await stop("SIGTERM")).toBe(0);
    expect(output()).not.toContain(authorization.all.slice(6));
    const [usage] = await place.database.read(
      "SELECT SUM(`calls`) AS `calls` FROM `usage_minute` WHERE `operation` = 'sms.send' AND `outcome` = 'ALLOWED'",
    );
    expect(Number(usage?.calls)).toBeGreaterThanOrEqual(1);
  });

  test("answers each denial with its status and reason, and serves nothing", async () => {
    const { call } = await ready();
    const said = async (method: string, path: string, authorized: string | null) => {
      const { status, headers, body } = await call(method, path, authorized);
      expect(body).not.toContain('"route"');
      return `${status} ${headers.get("x-latchkey-reason")}`;
    };
    const { all, onlyGet, elsewhere, disabled, expired, suspended, broken, unknown } = authorization;
    expect(await said("GET", CALLS, unknown)).toBe("401 UNAUTHENTICATED");
    expect(await said("OPTIONS", CALLS, null)).toBe("401 UNAUTHENTICATED");
    expect(await said("GET", CALLS, suspended)).toBe("403 ACCOUNT_SUSPENDED");
    expect(await said("GET", CALLS, disabled)).toBe("403 KEY_DISABLED");
    expect(await said("GET", CALLS, expired)).toBe("403 KEY_EXPIRED");
    expect(await said("GET", CALLS, elsewhere)).toBe("403 IP_NOT_ALLOWED");
    expect(await said("GET", `${CALLS}/`, all)).toBe("403 AMBIGUOUS_PATH");
    expect(await said("GET", "/v1/Accounts/demo/%43alls/..", all)).toBe("403 AMBIGUOUS_PATH");
    expect(await said("GET", "/v1/accounts/demo/calls", all)).toBe("403 UNKNOWN_API");
    expect(await said("GET", "/v1/Accounts/second/Calls", all)).toBe("403 ACCOUNT_MISMATCH");
    expect(await said("GET", CALLS, onlyGet)).toBe("403 PERMISSION_DENIED");
    expect(await said("GET", CALLS, broken)).toBe("503 UNAVAILABLE");
    const spent = ["Content-Type: application/json", "Content-Length: 2"];
    for (let sent = 0; sent < 2; sent++) await call("POST", SEND, all, spent, "{}");
    expect(await said("POST", SEND, all)).toBe("429 THROTTLED");
  });

  test("lets no reading of a path reach the handler of another operation", async () => {
    const { call } = await ready();
    const reached = async (path: string, authorized: string) => {
      const { status, body } = await call("GET", path, authorized);
      return status === 200 ? JSON.parse(body).latchkey.operation : status;
    };
    const { all, onlyGet } = authorization;
    const routes = {
      "/v3/accounts/:sid/calls/active": "voice.calls.active-v3",
      "/v3/accounts/:sid/calls/:call": "voice.calls.get-v3",
    };
    expect(await reached(`${V3}/active`, all)).toBe(routes["/v3/accounts/:sid/calls/active"]);
    expect(await reached(`${V3}/active`, onlyGet)).toBe(403);
    for (const last of [
      "1",
      "ACTIVE",
      "Active",
      "activ%65",
      "%61ctive",
      "a%63tive",
      "active%20",
      "active.",
    ]) {
      for (const key of [all, onlyGet]) {
        const { status, body } = await call("GET", `${V3}/${last}`, key);
        if (status !== 200) {
          expect(status).toBe(403);
          continue;
        }
        const { route, latchkey } = JSON.parse(body);
        expect(latchkey.operation, last).toBe(routes[route as keyof typeof routes]);
      }
    }
  });

  test("answers 503 while the database can't be reached, and says why without the password", async () => {
    const away = "mysql://latchkey:hunter2@127.0.0.1:1/latchkey";
    const { call, stop, output } = await start({ DATABASE_URL: away });
    for (const authorized of [authorization.all, null]) {
      const { status, headers } = await call("GET", CALLS, authorized);
      expect([status, headers.get("x-latchkey-reason")]).toEqual([503, "UNAVAILABLE"]);
    }
    await vi.waitFor(() => expect(output()).toContain("waiting for the database"), { timeout: 5_000 });
    expect(output()).not.toContain("hunter2");
    expect(await stop("SIGTERM")).toBe(0);
  });
});

test("the examples judge by themselves as soon as their database is there", async () => {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-example-"));
  const DATABASE_URL = `sqlite:${directory}/later.sqlite`;
  const examples = await Promise.all(EXAMPLES.map((name) => runExample(name, { DATABASE_URL })));
  const statuses = () =>
    Promise.all(examples.map(async ({ port }) => (await request(port, "GET", CALLS)).status));
  expect(await statuses()).toEqual([503, 503]);
  await migrate(DATABASE_URL, directory);
  await vi.waitFor(async () => expect(await statuses()).toEqual([401, 401]), {
    timeout: 15_000,
    interval: 50,
  });
  expect(await Promise.all(examples.map(({ stop }) => stop("SIGINT")))).toEqual([0, 0]);
  await rm(directory, { recursive: true, force: true });
}, 60_000);
