import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createKey, createToken } from "@latchkey/enforcement";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEnforcer, type Enforcer } from "./enforcer.js";
import { basic, createTestDatabase, Seed, type TestDatabase } from "./testing/index.js";

const KEYS = 200;
const NEVER = 2 ** 31 - 1;
const GROWTH = 20 * 1024 * 1024;
const random = (length: number) => randomBytes(length);
let place: TestDatabase;
let enforcer: Enforcer;
const retired: { key: string; token: string }[] = [];

beforeAll(async () => {
  place = await createTestDatabase();
  const seed = new Seed(place.database);
  await seed.catalogue();
  await seed.account();
  for (let at = 0; at < KEYS; at++) {
    const key = createKey(random);
    retired.push({ key, token: await seed.key(key) });
    await seed.regenerate(key, 1);
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

test("10,000 bad tokens and 1,000,000 unknown keys leave no memory behind", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  const token = createToken(random);
  const before = used();
  for (let at = 0; at < 10_000; at++) {
    const { key } = retired[at % KEYS] ?? { key: "" };
    const bad = createToken(random);
    const decision = decide(basic(key, at % 2 ? bad : `${bad.slice(0, -1)}${bad.endsWith("0") ? "1" : "0"}`));
    if (!("reason" in decision) || decision.reason !== "WRONG_TOKEN") throw new Error("judged otherwise");
  }
  for (let at = 0; at < 1_000_000; at++) {
    const decision = decide(basic(`lk_${String(at).padStart(20, "0")}`, token));
    if (!("reason" in decision) || decision.reason !== "UNKNOWN_KEY") throw new Error("judged otherwise");
  }
  const growth = used() - before;
  console.info(`memory grew by ${(growth / 2 ** 20).toFixed(1)} MiB`);
  expect(growth).toBeLessThan(GROWTH);
}, 300_000);
