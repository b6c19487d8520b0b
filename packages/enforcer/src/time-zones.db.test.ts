import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createEnforcer, type Enforcer } from "./enforcer.js";
import { atOnce } from "./testing/at-once.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";
import { FakeClock } from "./testing/fake-clock.js";
import { basic, Seed } from "./testing/seed.js";

const HOUR = 3_600_000;
const zoneBefore = process.env.TZ;
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
  await seed.catalogue(1_000);
  await seed.account();
  token = await seed.key("lk_a");
});
afterEach(async () => {
  await enforcer.close();
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

function send(text: string) {
  const call = { method: "GET", path: "/v1/Accounts/demo/Calls", clientAddress: "192.0.2.1" };
  const decision = atOnce(enforcer.decide({ ...call, authorization: basic("lk_a", text) }, "request-1"));
  return decision.allowed || decision.reason;
}

/** Each change of the clocks, by the minutes that local time gains, from the time zone database. */
test.each([
  ["Europe/Berlin", "2026-03-29T01:00:00Z", 60],
  ["Europe/Berlin", "2026-10-25T01:00:00Z", -60],
  ["America/New_York", "2026-03-08T07:00:00Z", 60],
  ["America/New_York", "2026-11-01T06:00:00Z", -60],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", -30],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z", 30],
  ["Asia/Kolkata", "2026-03-29T01:00:00Z", 0],
])(
  "in %s, with the clocks changed at %s, an old token works for 48 hours to the millisecond",
  async (zone, at, gain) => {
    process.env.TZ = zone;
    const change = Date.parse(at);
    const offset = (instant: number) => new Date(instant).getTimezoneOffset();
    expect(offset(change - 1) - offset(change)).toBe(gain);

    // The change is at the beginning, in the middle and at the end of the grace period.
    for (const hours of [0, 24, 48]) {
      const start = change - hours * HOUR;
      const retiresAt = start + 48 * HOUR;
      clock.setWall(start);
      const renewed = await seed.regenerate("lk_a", retiresAt);
      enforcer = await createEnforcer({ databaseUrl: place.url, clock });
      await enforcer.ready;
      for (const now of [start, change - 1, change, retiresAt - 1]) {
        clock.setWall(Math.min(Math.max(start, now), retiresAt - 1));
        expect([send(token), send(renewed)]).toEqual([true, true]);
      }
      clock.setWall(retiresAt);
      expect([send(token), send(renewed)]).toEqual(["TOKEN_RETIRED", true]);
      await enforcer.close();
      await seed.run("DELETE FROM `token` WHERE `id` = 'lk_a-1'");
      await seed.run("UPDATE `token` SET `id` = 'lk_a-1' WHERE `id` = 'lk_a-2'");
      token = renewed;
    }
  },
);
