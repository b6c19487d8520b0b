import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { In } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "./database.js";
import { Revision } from "./revision.entity.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";
import { underWay } from "./testing/under-way.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe("a writing transaction on SQLite", () => {
  it("for which there is no room is undone, and does not swallow those that come after it", async () => {
    await test.database.write((manager) => manager.query("PRAGMA max_page_count = 1"));
    const insert = (id: number, mark: string) =>
      test.database.write((manager) => manager.insert(Revision, { id, value: 1, mark }));
    await expect(insert(20, "x".repeat(100_000))).rejects.toMatchObject({ code: "SQLITE_FULL" });
    await insert(21, "x".repeat(100_000));
    expect(await test.database.reader.manager.countBy(Revision, { id: In([20, 21]) })).toBe(1);
  });

  it("waits for another process that writes to the same file, and holds up nothing else meanwhile", async () => {
    const other = await openDatabase(test.url);
    const holding = await underWay(other, async () => {});
    const waiting = test.database.write((manager) => manager.insert(Revision, { id: 22, value: 1 }));
    const begin = performance.now();
    for (let turns = 0; turns < 10; turns++) await sleep(20);
    expect(performance.now() - begin).toBeLessThan(2_000);
    holding.release();
    await Promise.all([holding.done, waiting]);
    await other.close();
    expect(await test.database.reader.manager.existsBy(Revision, { id: 22 })).toBe(true);
  });
});
