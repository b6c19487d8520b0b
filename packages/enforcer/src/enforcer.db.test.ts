import { stat } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createEnforcer, type Enforcer } from "./enforcer.js";
import { DATABASE_NOW } from "./sql/database-now.js";
import { atOnce } from "./testing/at-once.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";
import { FakeClock } from "./testing/fake-clock.js";
import { basic, Seed } from "./testing/seed.js";

const HOURS_48 = 172_800_000;
let place: TestDatabase;
let seed: Seed;
let clock: FakeClock;
let enforcer: Enforcer;
let token: string;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

beforeEach(async () => {
  await place.clear();
  seed = new Seed(place.database);
  clock = new FakeClock();
  await seed.catalogue(5);
  await seed.account();
  token = await seed.key("lk_a");
  enforcer = await createEnforcer({ databaseUrl: place.url, clock, id: "gateway-1" });
  await enforcer.ready;
});
afterEach(() => enforcer.close());

function send(text = token, fields = {}) {
  const authorization = basic("lk_a", text);
  const call = {
    authorization,
    method: "POST",
    path: "/v1/Accounts/demo/Sms/send.json",
    clientAddress: "192.0.2.1",
  };
  const decision = atOnce(enforcer.decide({ ...call, ...fields }, "request-1"));
  return decision.allowed ? "ALLOWED" : decision.reason;
}
const databaseNow = async () => {
  const [row] = await place.database.read(`SELECT ${DATABASE_NOW[place.database.dialect]} AS \`now\``);
  return Number(row?.now);
};
const rows = (table: string) => place.database.read(`SELECT * FROM \`${table}\``);

test("what the database says is decided, and a change holds after the next pull", async () => {
  expect(send()).toBe("ALLOWED");
  expect(send(token.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).toBe("WRONG_TOKEN");
  expect(send(token, { path: "/v1/Accounts/other/Sms/send" })).toBe("ACCOUNT_MISMATCH");
  await seed.update("api_key", "lk_a", { disabled: 1 });
  await enforcer.pull();
  expect(send()).toBe("KEY_DISABLED");
  await seed.update("api_key", "lk_a", { deletedAt: clock.now() });
  await enforcer.pull();
  expect(send()).toBe("UNKNOWN_KEY");
});

test("a key that expired before 1970 has expired, like any other", async () => {
  await seed.update("api_key", "lk_a", { expiresAt: Date.parse("0001-01-01T00:00:00Z") });
  await enforcer.pull();
  expect(send()).toBe("KEY_EXPIRED");
});

test("a stranger does not learn that a key is broken", async () => {
  const other = await seed.key("lk_b");
  await seed.update("api_key", "lk_a", { accessScope: "SOME" });
  await enforcer.pull();
  expect([send(), send(other)]).toEqual(["UNAVAILABLE", "WRONG_TOKEN"]);
});

test("a change is applied within a second without being asked for", async () => {
  await seed.update("api_key", "lk_a", { disabled: 1 });
  await vi.waitFor(() => expect(send()).toBe("KEY_DISABLED"), { timeout: 1_000, interval: 5 });
});

test("48 hours after regenerating, the old token works until the last millisecond, and the new one goes on", async () => {
  const retiresAt = clock.now() + HOURS_48;
  const renewed = await seed.regenerate("lk_a", retiresAt);
  await enforcer.pull();
  expect([send(token), send(renewed)]).toEqual(["ALLOWED", "ALLOWED"]);
  clock.setWall(retiresAt - 1);
  expect([send(token), send(renewed)]).toEqual(["ALLOWED", "ALLOWED"]);
  clock.setWall(retiresAt);
  expect([send(token), send(renewed)]).toEqual(["TOKEN_RETIRED", "ALLOWED"]);
});

test("the throttle of the Api holds, and a grant raises it", async () => {
  const outcomes = Array.from({ length: 6 }, () => send());
  expect(outcomes).toEqual([...Array(5).fill("ALLOWED"), "THROTTLED"]);
  await seed.grant("g", "sms", { limit: 6 });
  await enforcer.pull();
  expect([send(), send()]).toEqual(["ALLOWED", "THROTTLED"]);
});

test("when nothing was heard from the database for the lease, nothing is decided", async () => {
  await enforcer.close();
  enforcer = await createEnforcer({ databaseUrl: place.url, clock, pollMilliseconds: 3_600_000 });
  await enforcer.ready;
  clock.advance(29_999);
  expect(send()).toBe("ALLOWED");
  clock.advance(1);
  expect(send()).toBe("UNAVAILABLE");
  expect(enforcer.status()).toMatchObject({ ready: false, leaseSeconds: 30 });
});

test("from close() on nothing is decided, since changes no longer wait for this gateway", async () => {
  expect(send()).toBe("ALLOWED");
  const closed = enforcer.close();
  expect(send()).toBe("UNAVAILABLE");
  await closed;
  expect(send()).toBe("UNAVAILABLE");
  expect(enforcer.status()).toMatchObject({ ready: false });
});

test("with Redis, nothing is decided until it was found or not: what others have admitted is not known", async () => {
  const redisUrl = "redis://127.0.0.1:1";
  const other = await createEnforcer({ databaseUrl: place.url, redisUrl, clock, pollMilliseconds: 10 });
  let isReady = false;
  void other.ready.then(() => {
    isReady = true;
  });
  const ask = async () => {
    const { decide } = other;
    const call = { method: "POST", path: "/v1/Accounts/demo/Sms/send", clientAddress: "192.0.2.1" };
    const decision = await decide({ ...call, authorization: basic("lk_a", token) }, "request-2");
    return decision.allowed || decision.reason;
  };
  await vi.waitFor(() => expect(other.status().revision).not.toBeNull(), { interval: 1 });
  expect([isReady, await ask()]).toEqual([false, "UNAVAILABLE"]);
  await other.ready;
  expect(await ask()).toBe(true);
  await other.close();
});

test("`tried` resolves when requests can be decided, or when the first load has failed", async () => {
  const other = await createEnforcer({ databaseUrl: place.url, clock });
  await other.tried;
  expect(other.status().ready).toBe(true);
  await other.close();
  const lost = await createEnforcer({ databaseUrl: "sqlite:/nowhere/latchkey.sqlite", clock });
  await lost.tried;
  expect(lost.status().ready).toBe(false);
  await lost.close();
});

test("the gateway is in the list with the revision that it has applied, and leaves it", async () => {
  const revision = await seed.change(async () => {});
  await enforcer.pull();
  await vi.waitFor(async () => {
    expect(await rows("gateway")).toMatchObject([{ id: "gateway-1", revision, leaseSeconds: 30 }]);
  });
  expect(enforcer.status()).toMatchObject({ id: "gateway-1", revision, ready: true, keys: 1 });
  await enforcer.close();
  expect(await rows("gateway")).toEqual([]);
});

test("the gateway is in the list before it decides", async () => {
  const other = await createEnforcer({ databaseUrl: place.url, clock, id: "gateway-2" });
  await other.ready;
  expect((await rows("gateway")).map(({ id }) => id)).toContain("gateway-2");
  await other.close();
});

test("a gateway's sign of life and its live use are told by the database's clock, not its own", async () => {
  send();
  await vi.waitFor(async () => expect(await rows("throttle_live")).not.toEqual([]), 3_000);
  const [[gateway], [live]] = [await rows("gateway"), await rows("throttle_live")];
  const now = await databaseNow();
  for (const at of [Number(gateway?.lastSeenAt), Number(live?.at)]) {
    expect(at).toBeLessThanOrEqual(now);
    expect(at).toBeGreaterThan(now - 5_000);
  }
});

test("a gateway that was silent for an hour is taken off the list", async () => {
  await enforcer.close();
  const silent = (await databaseNow()) - 3_600_001;
  await seed.run("INSERT INTO `gateway` VALUES ('silent', 1, 0, ?, 30, 0), ('busy', 1, 0, ?, 30, 0)", [
    silent,
    silent + 60_000,
  ]);
  enforcer = await createEnforcer({ databaseUrl: place.url, clock, id: "gateway-1" });
  await vi.waitFor(async () => {
    expect((await rows("gateway")).map(({ id }) => id).sort()).toEqual(["busy", "gateway-1"]);
  });
});

test("what a gateway that ended has admitted is kept for an hour, and for as long as it is in its window", async () => {
  await enforcer.close();
  await seed.update("api", "sms", { windowSeconds: 86_400 });
  const now = await databaseNow();
  for (const [api, silent] of [
    ["voice", 3_590_000],
    ["voice", 3_600_001],
    ["sms", 86_390_000],
    ["sms", 86_400_001],
  ] as const)
    await seed.run(
      "INSERT INTO `throttle_live` (`accountId`, `apiCode`, `gatewayId`, `used`, `at`) VALUES ('acc', ?, ?, 1, ?)",
      [api, String(silent), now - silent],
    );
  enforcer = await createEnforcer({ databaseUrl: place.url, clock, id: "gateway-1" });
  const kept = async () => (await rows("throttle_live")).map(({ gatewayId }) => gatewayId).sort();
  await vi.waitFor(async () => expect(await kept()).toEqual(["3590000", "86390000"]));
});

test("closing writes what was decided until then", async () => {
  send();
  send();
  send(token, { path: "/v1/Accounts/demo/unknown?secret" });
  await enforcer.close();
  const usage = await rows("usage_minute");
  expect(usage.map(({ outcome, calls }) => [outcome, calls]).sort()).toEqual([
    ["ALLOWED", 2],
    ["UNKNOWN_API", 1],
  ]);
  expect(await rows("last_use")).toEqual([
    { tokenId: "lk_a-1", apiKeyId: "lk_a", at: clock.now(), address: "192.0.2.1", operation: null },
  ]);
  expect(await rows("denial")).toMatchObject([{ requestId: "request-1", path: "/v1/Accounts/demo/unknown" }]);
  expect(await rows("throttle_minute")).toMatchObject([{ peak: 2, throttled: 0 }]);
  // It is in the window still, and others go on counting with it.
  expect(await rows("throttle_live")).toMatchObject([{ used: 2 }]);
});

test("a token's last use is for what its newest call was, also a denied one, and for nothing where its path has no operation", async () => {
  const used = async (path: string) => {
    clock.advance(1_000);
    send(token, { path });
    await vi.waitFor(async () => expect((await rows("last_use"))[0]?.at).toBe(clock.now()), 5_000);
    return (await rows("last_use"))[0]?.operation;
  };
  expect(await used("/v1/Accounts/demo/Sms/send")).toBe("sms.send");
  expect(await used("/v1/Accounts/demo/unknown")).toBeNull();
  expect(await used("/v1/Accounts/other/Sms/send")).toBe("sms.send");
});

test("closing disconnects from the database, also when the gateway can't leave the list", async () => {
  /** Bytes that are not in the SQLite file yet, or connections to the MySQL server: both fall when an enforcer disconnects. */
  const held = async () => {
    if (place.database.dialect === "sqlite")
      return (await stat(`${place.url.slice("sqlite:".length)}-wal`)).size;
    const [row] = await place.database.read(
      "SELECT COUNT(*) AS `count` FROM `information_schema`.`processlist` WHERE `db` = DATABASE()",
    );
    return Number(row?.count);
  };
  await seed.run("ALTER TABLE `gateway` RENAME TO `gateway_before`");
  const before = await held();
  await enforcer.close();
  await vi.waitFor(async () => expect(await held()).toBeLessThan(before));
  await seed.run("ALTER TABLE `gateway_before` RENAME TO `gateway`");
});

test("two gateways add up what they count", async () => {
  const other = await createEnforcer({ databaseUrl: place.url, clock, id: "gateway-2" });
  await other.ready;
  const call = { method: "POST", path: "/v1/Accounts/demo/Sms/send", clientAddress: "192.0.2.1" };
  send();
  atOnce(other.decide({ ...call, authorization: basic("lk_a", token) }, "request-2"));
  await other.close();
  await enforcer.close();
  expect(await rows("usage_minute")).toMatchObject([{ calls: 2 }]);
});

test("no more than the newest 200 denials of a key stay in the database", async () => {
  for (let round = 0; round < 3; round++) {
    for (let call = 0; call < 150; call++) send(token, { path: `/v1/${round}/${call}` });
    clock.advance(1);
    await enforcer.close();
    enforcer = await createEnforcer({ databaseUrl: place.url, clock });
    await enforcer.ready;
  }
  const denials = await rows("denial");
  expect(denials).toHaveLength(200);
  expect(denials.filter(({ path }) => String(path).startsWith("/v1/2/"))).toHaveLength(150);
});
