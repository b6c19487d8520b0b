import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "./database.js";
import { unhurried } from "./mysql-pool.js";
import { createTestPlace, type TestPlace } from "./testing/database.js";
import { troubleOf } from "./trouble.js";

const SECOND = 1_000;

let place: TestPlace;
let database: Database;
beforeAll(async () => {
  place = await createTestPlace();
  database = await openDatabase(place.url);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

/** How a promise fails, and after how many milliseconds. */
async function failure(work: Promise<unknown>) {
  const from = performance.now();
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { trouble: troubleOf(error), after: performance.now() - from };
}

describe.concurrent("a MySQL-protocol server that is silent", () => {
  it("is given up after eight seconds, but not by a migration", { timeout: 60 * SECOND }, async () => {
    const runner = database.writer.createQueryRunner();
    const migration = unhurried(await runner.connect(), () => runner.query("SELECT SLEEP(10)"));
    const { trouble, after } = await failure(database.write((manager) => manager.query("SELECT SLEEP(20)")));
    expect(trouble).toBe("SILENT");
    expect(after).toBeGreaterThan(7 * SECOND);
    expect(after).toBeLessThan(10 * SECOND);
    await migration;
    expect(await failure(runner.query("SELECT SLEEP(20)"))).toMatchObject({ trouble: "SILENT" });
    await runner.release();
  });

  it("keeps nobody waiting for a free connection longer than five", { timeout: 60 * SECOND }, async () => {
    const other = await openDatabase(place.url);
    const held = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const runner = other.reader.createQueryRunner();
        await runner.connect();
        return runner;
      }),
    );
    const { trouble, after } = await failure(other.reader.query("SELECT 1"));
    expect(trouble).toBe("SILENT");
    expect(after).toBeLessThan(7 * SECOND);
    await Promise.all(held.map((runner) => runner.release()));
    expect(await other.reader.query("SELECT 'served' AS answer")).toEqual([{ answer: "served" }]);
    await other.close();
  });

  it("is given up also on a connection that has been idle for long, which is kept", {
    timeout: 60 * SECOND,
  }, async () => {
    const other = await openDatabase(place.url);
    const idOf = async () => (await other.reader.query("SELECT CONNECTION_ID() AS id"))[0].id;
    const id = await idOf();
    await sleep(9 * SECOND);
    expect(await idOf()).toBe(id);
    await sleep(9 * SECOND);
    const { trouble, after } = await failure(other.reader.query("SELECT SLEEP(15)"));
    expect(trouble).toBe("SILENT");
    expect(after).toBeLessThan(11 * SECOND);
    await other.close();
  });
});

describe("a MySQL-protocol server that ends a connection", () => {
  it.each([
    ["between two statements of a transaction", "SELECT 1", 500],
    ["while it waits", "SELECT SLEEP(5)", 0],
  ])("%s does not answer: that is no fault of ours", async (_when, next, pause) => {
    const cut = database.write(async (manager) => {
      const [{ id }] = await manager.query("SELECT CONNECTION_ID() AS id");
      const ended = sleep(200).then(() => database.reader.query(`KILL CONNECTION ${id}`));
      await sleep(pause);
      await Promise.all([manager.query(next), ended]);
    });
    expect((await failure(cut)).trouble).toBe("SILENT");
  });
});

describe("a MySQL-protocol server that takes no writes any more", () => {
  const ids = async () => {
    const read = () => database.reader.query("SELECT CONNECTION_ID() AS id, SLEEP(0.2)");
    const rows = await Promise.all([read(), read(), read()]);
    return rows.map(([{ id }]) => String(id));
  };

  it.each([1290, 1792, 1836])(
    "is left by all connections, since it may have been demoted: %i",
    async (errno) => {
      const before = await ids();
      let tries = 0;
      const demoted = database.write((manager) => {
        tries++;
        return manager.query(`SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}`);
      });
      expect((await failure(demoted)).trouble).toBe("READ_ONLY");
      // Another one may take the change.
      expect(tries).toBe(4);
      expect(await ids()).toEqual(expect.not.arrayContaining(before));
    },
  );

  it("is not left for any other refusal", async () => {
    const before = await ids();
    await failure(database.write((manager) => manager.query("INSERT INTO `nowhere` VALUES (1)")));
    expect((await ids()).sort()).toEqual(before.sort());
  });
});
