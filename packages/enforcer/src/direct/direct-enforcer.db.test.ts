import { ACCESS_CONTROL_READ as READ, ACCESS_CONTROL_WRITE as WRITE } from "@latchkey/enforcement";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { basic, createTestDatabase, FakeClock, Seed, type TestDatabase } from "../testing/index.js";
import { createDirectEnforcer, type DirectEnforcer } from "./direct-enforcer.js";

const KEY = "lk_aaaaaaaaaaaaaaaaaaaa";
let place: TestDatabase;
let seed: Seed;
let clock: FakeClock;
let enforcer: DirectEnforcer;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());
beforeEach(async () => {
  await place.clear();
  seed = new Seed(place.database);
  await seed.catalogue();
  await seed.account();
  clock = new FakeClock();
  enforcer = createDirectEnforcer({ databaseUrl: place.url, clock });
});
afterEach(() => enforcer.close());

const call = (authorization: string | null, clientAddress: string | null = "192.0.2.1") => ({
  authorization,
  method: "POST",
  path: "/graphql",
  clientAddress,
});

/** What becomes of a call that wants one of these operations. */
async function decide(authorization: string | null, operations = [READ], clientAddress?: string) {
  const admission = await enforcer.admit(call(authorization, clientAddress), "request-1");
  const decision = admission.allowed ? await admission.decide(operations) : admission;
  return decision.allowed ? decision.operation : decision.reason;
}

describe("a key that was granted the built-in Api", () => {
  test.each([
    ["access-control", WRITE],
    ["access-control.read", "PERMISSION_DENIED"],
    ["sms", "PERMISSION_DENIED"],
  ])("%s may write: %s", async (code, outcome) => {
    const token = await seed.key(KEY, { accessScope: "SELECTED_APIS", codes: [code] });
    expect(await decide(basic(KEY, token), [WRITE])).toBe(outcome);
  });

  test("is asked for the first of several operations that it has, and told of the first when it has none", async () => {
    const token = await seed.key(KEY, { codes: ["access-control.write"] });
    expect(await decide(basic(KEY, token), [READ, WRITE])).toBe(WRITE);
    const other = await seed.key("lk_b");
    const admission = await enforcer.admit(call(basic("lk_b", other)), "request-1");
    expect(admission.allowed && (await admission.decide([READ, WRITE]))).toMatchObject({
      reason: "PERMISSION_DENIED",
      missingPermission: READ,
    });
  });

  test("is judged by its account, its address and its own state", async () => {
    const token = await seed.key(KEY, {
      addressScope: "ALLOWLIST_ONLY",
      codes: ["access-control"],
      cidrs: ["192.0.2.0/24"],
    });
    const pair = basic(KEY, token);
    expect(await decide(pair)).toBe(READ);
    expect(await decide(pair, [READ], "192.0.3.1")).toBe("IP_NOT_ALLOWED");
    await seed.update("api_key", KEY, { disabled: 1 });
    expect(await decide(pair)).toBe("KEY_DISABLED");
    await seed.update("account", "account-1", { suspended: 1 });
    expect(await decide(pair)).toBe("ACCOUNT_SUSPENDED");
  });
});

test("a call that was let in is judged again by what has changed since, and spends nothing by that", async () => {
  const token = await seed.key(KEY, { codes: ["access-control"] });
  const admission = await enforcer.admit(call(basic(KEY, token)), "request-1");
  if (!admission.allowed) throw new Error(admission.reason);
  for (let count = 0; count < 5; count++) expect(await admission.deniedNow([WRITE])).toBeNull();
  expect(await admission.decide([WRITE])).toMatchObject({ rateLimit: { remaining: 599 } });
  await seed.update("api_key", KEY, { disabled: 1 });
  expect(await admission.deniedNow([WRITE])).toMatchObject({ reason: "KEY_DISABLED" });
  await seed.update("api_key", KEY, { deletedAt: 1 });
  expect(await admission.deniedNow([WRITE])).toMatchObject({ reason: "UNKNOWN_KEY" });
});

describe("what is nobody's", () => {
  test("is refused with its own reason", async () => {
    const retired = await seed.key(KEY, { codes: ["access-control"] });
    await seed.regenerate(KEY, 1);
    const other = await seed.key("lk_b", { codes: ["access-control"] });
    expect(await decide(null)).toBe("MISSING_CREDENTIALS");
    expect(await decide("Bearer x")).toBe("MALFORMED_CREDENTIALS");
    expect(await decide(basic("lk_c", other))).toBe("UNKNOWN_KEY");
    expect(await decide(basic(KEY, other))).toBe("WRONG_TOKEN");
    expect(await decide(basic(KEY, `${other.slice(0, -1)}${other.endsWith("0") ? "1" : "0"}`))).toBe(
      "WRONG_TOKEN",
    );
    expect(await decide(basic(KEY, retired))).toBe("TOKEN_RETIRED");
  });

  test("is refused without a query where it can be nobody's", async () => {
    const nowhere = createDirectEnforcer({ databaseUrl: "sqlite:/nowhere/at/all.sqlite" });
    for (const authorization of [null, "Basic ???", basic("lk_c", `lkt_${"0".repeat(38)}`)])
      expect((await nowhere.admit(call(authorization), "request-1")).allowed).toBe(false);
    await expect(nowhere.admit(call(basic("lk_c", "an-imported-token")), "request-1")).rejects.toThrow();
    await nowhere.close();
  });
});

describe("the limit of the built-in Api", () => {
  test("is 600 a minute for each account, whatever its keys, and other accounts have their own", async () => {
    await seed.account("account-2", "other");
    const first = basic(KEY, await seed.key(KEY, { codes: ["access-control"] }));
    const second = basic("lk_b", await seed.key("lk_b", { codes: ["access-control"] }));
    const foreign = basic(
      "lk_c",
      await seed.key("lk_c", { accountId: "account-2", codes: ["access-control"] }),
    );
    const admission = await enforcer.admit(call(first), "request-1");
    for (let count = 0; count < 600; count++)
      expect(admission.allowed && (await admission.decide([READ])).allowed).toBe(true);
    expect(await decide(second)).toBe("THROTTLED");
    expect(await decide(foreign)).toBe(READ);
  });
});

describe("what was decided", () => {
  const rows = (sql: string) => place.database.read(sql);

  test("is recorded as use of the token, and as a denial of its key", async () => {
    const retired = await seed.key(KEY, { codes: ["access-control.read"] });
    const token = await seed.regenerate(KEY, 1);
    await decide(basic(KEY, token));
    await decide(basic(KEY, token), [WRITE]);
    await decide(basic(KEY, retired));
    await decide(basic(KEY, "an-imported-token"));
    await enforcer.close();
    const counted = await rows(
      "SELECT `operation`, `outcome`, `calls` FROM `usage_minute` ORDER BY `outcome`",
    );
    expect(counted).toEqual([
      { operation: READ, outcome: "ALLOWED", calls: 1 },
      { operation: WRITE, outcome: "PERMISSION_DENIED", calls: 1 },
      { operation: "", outcome: "TOKEN_RETIRED", calls: 1 },
      { operation: "", outcome: "WRONG_TOKEN", calls: 1 },
    ]);
    const denials = await rows("SELECT `reason`, `path`, `address` FROM `denial` ORDER BY `reason`");
    expect(denials).toEqual([
      { reason: "PERMISSION_DENIED", path: "/graphql", address: "192.0.2.1" },
      { reason: "TOKEN_RETIRED", path: "/graphql", address: "192.0.2.1" },
    ]);
  });
});
