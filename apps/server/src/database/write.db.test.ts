import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { In } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "./database.js";
import { Revision } from "./revision.entity.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const valueIn = async (id: number) =>
  (await test.database.reader.manager.findOneByOrFail(Revision, { id })).value;

describe("a writing transaction", () => {
  it("leaves nothing behind when it throws", async () => {
    const work = test.database.write(async (manager) => {
      await manager.insert(Revision, { id: 7, value: 1 });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await test.database.reader.manager.existsBy(Revision, { id: 7 })).toBe(false);
  });

  it("for which SQLite has no room is undone, and does not swallow those that come after it", async () => {
    if (test.url.startsWith("mysql:")) return;
    await test.database.write((manager) => manager.query("PRAGMA max_page_count = 1"));
    const insert = (id: number, mark: string) =>
      test.database.write((manager) => manager.insert(Revision, { id, value: 1, mark }));
    await expect(insert(20, "x".repeat(100_000))).rejects.toMatchObject({ code: "SQLITE_FULL" });
    await insert(21, "x".repeat(100_000));
    expect(await test.database.reader.manager.countBy(Revision, { id: In([20, 21]) })).toBe(1);
  });

  it("waits for another process that writes to the same file, and holds up nothing else meanwhile", async () => {
    if (test.url.startsWith("mysql:")) return;
    const other = await openDatabase(test.url);
    let free = () => {};
    const holding = other.write(() => new Promise<void>((resolve) => (free = resolve)));
    await sleep(50);
    const waiting = test.database.write((manager) => manager.insert(Revision, { id: 22, value: 1 }));
    const begin = performance.now();
    for (let turns = 0; turns < 10; turns++) await sleep(20);
    expect(performance.now() - begin).toBeLessThan(2_000);
    free();
    await Promise.all([holding, waiting]);
    await other.close();
    expect(await valueIn(22)).toBe(1);
  });

  it("is run again when another server's transaction won, so that both happen", async () => {
    const other = await openDatabase(test.url);
    await test.database.write((manager) =>
      manager.insert(Revision, [
        { id: 8, value: 0 },
        { id: 9, value: 0 },
      ]),
    );
    // Each takes the row that the other one wants next: MySQL undoes one of them; on SQLite the second waits.
    const inOrder =
      (first: number, second: number) =>
      async (manager: Parameters<Parameters<typeof other.write>[0]>[0]) => {
        await manager.increment(Revision, { id: first }, "value", 1);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await manager.increment(Revision, { id: second }, "value", 1);
      };
    await Promise.all([
      test.database.write(inOrder(8, 9)),
      ...(test.url.startsWith("mysql:")
        ? [other.write(inOrder(9, 8))]
        : [test.database.write(inOrder(9, 8))]),
    ]);
    await other.close();
    expect([await valueIn(8), await valueIn(9)]).toEqual([2, 2]);
  });
});
