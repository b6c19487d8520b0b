import "reflect-metadata";
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
