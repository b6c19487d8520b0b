import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { insertAll } from "../database/insert-all.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { TestClock } from "../graphql/testing/world.js";
import { DAY_MINUTES, HOUR_MINUTES, minuteOf, startOfHour } from "../usage/period.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";
import { addUpHours } from "./add-up-hours.js";

let test: TestDatabase;
let clock: TestClock;
let hour: number;
beforeEach(async () => {
  test = await createTestDatabase();
  clock = new TestClock();
  hour = startOfHour(minuteOf(clock.at)) - 10 * DAY_MINUTES;
});
afterEach(() => test.drop());

const row = (minute: number, calls: number, fields: Partial<UsageMinute> = {}) => ({
  apiKeyId: "key",
  minute,
  tokenId: "tok",
  operation: "sms.send",
  outcome: "ALLOWED",
  address: "203.0.113.1",
  calls,
  lastAt: new Date(minute * 60_000 + calls),
  ...fields,
});
const insert = (...rows: ReturnType<typeof row>[]) =>
  test.database.write((manager) => insertAll(manager, UsageMinute, rows));
const left = () =>
  test.database.reader.manager.find(UsageMinute, {
    order: {
      apiKeyId: "ASC",
      minute: "ASC",
      tokenId: "ASC",
      operation: "ASC",
      outcome: "ASC",
      address: "ASC",
    },
  });
const addUp = (database = test.database, stopping?: () => boolean) =>
  addUpHours({ database, clock }, stopping);

describe("use that is some days old", () => {
  it("is kept by the hour, apart by all that tells calls apart, with the newest call's time", async () => {
    await insert(
      row(hour, 1),
      row(hour + 1, 2),
      row(hour + 59, 4),
      row(hour + 60, 8),
      row(hour + 61, 16, { outcome: "THROTTLED" }),
      row(hour + 62, 32, { tokenId: "", operation: "", address: "" }),
      row(hour + 63, 64, { apiKeyId: "other" }),
    );
    await addUp();
    expect(await left()).toEqual([
      row(hour, 7, { lastAt: new Date((hour + 59) * 60_000 + 4) }),
      row(hour + 60, 32, {
        tokenId: "",
        operation: "",
        address: "",
        lastAt: new Date((hour + 62) * 60_000 + 32),
      }),
      row(hour + 60, 8),
      row(hour + 60, 16, { outcome: "THROTTLED", lastAt: new Date((hour + 61) * 60_000 + 16) }),
      row(hour + 60, 64, { apiKeyId: "other", lastAt: new Date((hour + 63) * 60_000 + 64) }),
    ]);
  });

  it("is kept by the minute for three days, and takes in what a gateway writes late", async () => {
    const end = startOfHour(minuteOf(clock.at)) - 3 * DAY_MINUTES;
    await insert(row(end - 1, 1), row(end + 1, 2), row(minuteOf(clock.at), 4));
    await addUp();
    await insert(row(end - 2, 8));
    await addUp();
    expect((await left()).map(({ minute, calls }) => [minute - end, calls])).toEqual([
      [-HOUR_MINUTES, 9],
      [1, 2],
      [minuteOf(clock.at) - end, 4],
    ]);
  });

  it("is added up in short transactions, by several servers at once, while gateways add to it", async () => {
    const rows = Array.from({ length: 59 * 60 }, (_, at) =>
      row(hour + 1 + (at % 59), 1, { address: `203.0.113.${Math.floor(at / 59)}` }),
    );
    await insert(
      ...rows,
      ...Array.from({ length: 120 }, (_, at) => row(hour + 7, 1, { apiKeyId: `key-${at}` })),
    );
    let writes = 0;
    const counting: typeof test.database = {
      ...test.database,
      write: (work) => {
        writes += 1;
        return test.database.write(work);
      },
    };
    await addUp(counting, () => writes === 1);
    expect(await test.database.reader.manager.count(UsageMinute)).toBeGreaterThan(2_500);
    const late = async () => {
      for (let at = 0; at < 20; at++)
        await test.database.write((manager) =>
          manager.query(
            `UPDATE usage_minute SET calls = calls + 1 WHERE apiKeyId = 'key-${at}' AND minute IN (${hour}, ${hour + 7})`,
          ),
        );
    };
    await Promise.all([addUp(counting), addUp(counting), late()]);
    const after = await left();
    expect(after).toHaveLength(60 + 120);
    expect(after.every(({ minute }) => minute === hour)).toBe(true);
    expect(after.reduce((all, { calls }) => all + calls, 0)).toBe(rows.length + 120 + 20);
  });
});
