import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IdempotencyRecord } from "../database/idempotency-record.entity.js";
import { insertAll } from "../database/insert-all.js";
import { createTestDatabase, type TestDatabase } from "../database/testing/database.js";
import { HOUR } from "../durations.js";
import { TestClock } from "../graphql/testing/world.js";
import { createLog } from "../log.js";
import { ThrottleMinute } from "../throttle/throttle-usage.entity.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";
import { deleteOld, startRetention } from "./retention.js";

const DAY_MINUTES = 24 * 60;

let test: TestDatabase;
let clock: TestClock;
beforeEach(async () => {
  test = await createTestDatabase();
  clock = new TestClock();
});
afterEach(() => test.drop());

const insert = (entity: typeof IdempotencyRecord | typeof UsageMinute | typeof ThrottleMinute, row: object) =>
  test.database.write((manager) => manager.insert(entity, row));
const record = (id: string, age: number) =>
  insert(IdempotencyRecord, {
    id,
    accountId: "acc",
    actor: "usr",
    mutation: "createApiKey",
    idempotencyKey: id,
    inputHash: "",
    subjectId: "key",
    createdAt: new Date(clock.at - age),
  });
const minuteOf = (daysAgo: number) => Math.floor(clock.at / 60_000) - daysAgo * DAY_MINUTES;
const usage = (minute: number, address = "") => ({
  apiKeyId: "key",
  minute,
  tokenId: "tok",
  operation: "sms.send",
  outcome: "ALLOWED",
  address,
  calls: 1,
  lastAt: new Date(minute * 60_000),
});
const throttle = (minute: number) => ({
  accountId: "acc",
  apiCode: "sms",
  minute,
  gatewayId: "gateway",
  peak: 1,
  throttled: 0,
});

describe("what has grown old", () => {
  it("is deleted: idempotency records after 24 hours", async () => {
    await record("young", 24 * HOUR);
    await record("old", 24 * HOUR + 1);
    await deleteOld({ database: test.database, clock });
    const left = () => test.database.reader.manager.find(IdempotencyRecord);
    expect((await left()).map(({ id }) => id)).toEqual(["young"]);
    clock.at += 1;
    await deleteOld({ database: test.database, clock });
    expect(await left()).toEqual([]);
  });

  it.each([
    ["usage", UsageMinute, usage],
    ["throttle", ThrottleMinute, throttle],
  ] as const)("is deleted: %s by the minute after 91 days", async (_name, entity, row) => {
    for (const minute of [minuteOf(0), minuteOf(90), minuteOf(91), minuteOf(91) - 1, minuteOf(400)])
      await insert(entity, row(minute));
    await deleteOld({ database: test.database, clock });
    const left = await test.database.reader.manager.find(entity, { order: { minute: "ASC" } });
    expect(left.map(({ minute }) => minute)).toEqual([minuteOf(91), minuteOf(90), minuteOf(0)]);
  });

  it("is deleted in as many short transactions as it takes, also by two servers at once", async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => usage(minuteOf(100), String(at)));
    await test.database.write((manager) => insertAll(manager, UsageMinute, rows));
    await insert(UsageMinute, usage(minuteOf(1)));
    let writes = 0;
    const counting: typeof test.database = {
      ...test.database,
      write: (work) => {
        writes += 1;
        return test.database.write(work);
      },
    };
    await deleteOld({ database: counting, clock }, () => writes === 1);
    expect(await test.database.reader.manager.count(UsageMinute)).toBe(1_501);
    await Promise.all([deleteOld({ database: counting, clock }), deleteOld({ database: counting, clock })]);
    expect(await test.database.reader.manager.count(UsageMinute)).toBe(1);
  });

  it("is deleted as soon as a server runs, and no more when it has stopped", async () => {
    await record("old", 25 * HOUR);
    const stop = startRetention({ database: test.database, clock, log: createLog("silent") });
    await expect.poll(() => test.database.reader.manager.count(IdempotencyRecord)).toBe(0);
    await stop();
    await record("later", 25 * HOUR);
    expect(await test.database.reader.manager.count(IdempotencyRecord)).toBe(1);
  });
});
