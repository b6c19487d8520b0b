import { randomBytes } from "node:crypto";
import { setImmediate as breathe, setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createKey, createToken } from "@latchkey/enforcement";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createEnforcer, type Enforcer } from "./enforcer.js";
import type { Database } from "./sql/database.js";
import { basic, createTestDatabase, Seed, type TestDatabase } from "./testing/index.js";

/** What was asked of any database, as SQL. */
const asked: string[] = [];
vi.mock("./sql/database.js", async (original) => {
  const { openDatabase } = await original<typeof import("./sql/database.js")>();
  const watched = (url: string): Database => {
    const database = openDatabase(url);
    return {
      ...database,
      read: (sql, values) => {
        asked.push(sql);
        return database.read(sql, values);
      },
      snapshot: (work) => {
        asked.push("snapshot");
        return database.snapshot(work);
      },
      write: (statements) => {
        asked.push(...statements.map(({ sql }) => sql));
        return database.write(statements);
      },
    };
  };
  return { openDatabase: watched };
});

const KEYS = 200;
const NEVER = 2 ** 31 - 1;
const GROWTH = 20 * 1024 * 1024;
/** Usage is written every second. */
const FLUSHES = 2_500;
const COUNTED =
  "SELECT COUNT(*) AS `rows`, SUM(`calls`) AS `calls` FROM `usage_minute` WHERE `outcome` = 'WRONG_TOKEN'";
const random = (length: number) => randomBytes(length);
let place: TestDatabase;
let enforcer: Enforcer;
const retired: { key: string; token: string }[] = [];
let good = "";

beforeAll(async () => {
  place = await createTestDatabase();
  const seed = new Seed(place.database);
  await seed.catalogue();
  await seed.account();
  for (let at = 0; at < KEYS; at++) {
    const key = createKey(random);
    retired.push({ key, token: await seed.key(key) });
    good = basic(key, await seed.regenerate(key, 1));
  }
  enforcer = await createEnforcer({ databaseUrl: place.url, pollMilliseconds: NEVER, leaseSeconds: 3_600 });
  await enforcer.ready;
}, 60_000);
afterAll(async () => {
  await enforcer.close();
  await place.drop();
});

function decide(authorization: string) {
  const path = "/v1/Accounts/demo/Calls";
  return enforcer.decide({ authorization, method: "GET", path, clientAddress: "192.0.2.1" }, "id");
}

/** Lets everything else have its turn now and then, as between the requests of a busy gateway. */
async function repeat(times: number, ask: (at: number) => void) {
  for (let at = 0; at < times; at++) {
    ask(at);
    if (at % 10_000 === 0) await breathe();
  }
}

function expectDenied(authorization: string, reason: string) {
  const decision = decide(authorization);
  if (!("reason" in decision) || decision.reason !== reason) throw new Error("judged otherwise");
}

const keyAt = (at: number) => retired[at % KEYS]?.key ?? "";

/** A known key with a token of another making. */
const askBadToken = (at: number) => expectDenied(basic(keyAt(at), createToken(random)), "WRONG_TOKEN");

/** A known key with a token whose checksum is wrong. */
function askMistypedToken(at: number) {
  const bad = createToken(random);
  expectDenied(basic(keyAt(at), `${bad.slice(0, -1)}${bad.endsWith("0") ? "1" : "0"}`), "WRONG_TOKEN");
}

const token = createToken(random);
const askUnknownKey = (at: number) =>
  expectDenied(basic(`lk_${String(at).padStart(20, "0")}`, token), "UNKNOWN_KEY");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
function used() {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

/** What the database is asked for while nobody calls. */
let idle: ReadonlySet<string>;
beforeAll(async () => {
  await sleep(FLUSHES);
  asked.length = 0;
  await sleep(FLUSHES);
  idle = new Set(asked);
}, 30_000);

/** What the database is asked for during so many calls and shortly after, and not while nobody calls; and by how much memory grows. */
async function costs(times: number, ask: (at: number) => void) {
  asked.length = 0;
  const before = used();
  const started = performance.now();
  await repeat(times, ask);
  await sleep(FLUSHES);
  const seconds = (performance.now() - started) / 1000;
  const queries = asked.filter((sql) => !idle.has(sql));
  const growth = used() - before;
  console.info(`${times} calls: memory grew by ${(growth / 2 ** 20).toFixed(1)} MiB`);
  return { queries, growth, seconds };
}

test("1,000,000 unknown keys leave no memory, no query and no throttle counter behind", async () => {
  const { queries, growth } = await costs(1_000_000, askUnknownKey);
  expect(growth).toBeLessThan(GROWTH);
  expect(queries).toEqual([]);
  expect(enforcer.status().throttle.counters).toBe(0);
}, 300_000);

test("10,000 tokens with a wrong checksum leave no memory, no query and no throttle counter behind", async () => {
  const { queries, growth } = await costs(10_000, askMistypedToken);
  expect(growth).toBeLessThan(GROWTH);
  expect(queries).toEqual([]);
  expect(enforcer.status().throttle.counters).toBe(0);
}, 60_000);

test("10,000 other bad tokens leave no memory and no throttle counter, and are written down as counts, once a second", async () => {
  const { queries, growth, seconds } = await costs(10_000, askBadToken);
  expect(growth).toBeLessThan(GROWTH);
  expect(queries.filter((sql) => !sql.startsWith("INSERT INTO `usage_minute`"))).toEqual([]);
  expect(queries.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  const [row] = await place.database.read(COUNTED);
  expect(Number(row?.calls)).toBe(10_000);
  expect(Number(row?.rows)).toBeLessThanOrEqual(KEYS * 2);
  expect(enforcer.status().throttle.counters).toBe(0);
}, 60_000);

test("a call that is allowed does show in both", async () => {
  const { queries } = await costs(1, () => expect(decide(good)).toMatchObject({ allowed: true }));
  expect(queries.join("\n")).toMatch(/usage_minute(.|\n)*throttle_minute/);
  expect(enforcer.status().throttle.counters).toBe(1);
}, 60_000);
