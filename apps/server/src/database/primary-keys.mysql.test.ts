import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isMigrated, migrate } from "./migrate.js";
import { KeyedMetadata1766200000000 } from "./migrations/1766200000000-keyed-metadata.js";
import { createNewlyMigrated, type TestDatabase } from "./testing/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await createNewlyMigrated();
});
afterAll(() => test.drop());

const tablesWithoutKey = () =>
  test.database.writer.query(
    "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT IN (SELECT TABLE_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'PRIMARY')",
  );

/** Servers with `sql_require_primary_key` refuse other tables, and so do clusters. */
describe("every table has a primary key", () => {
  it("in a new database", async () => {
    expect(await tablesWithoutKey()).toEqual([]);
  });

  it("in one from before, whose only table without one was TypeORM's own", async () => {
    const { database } = test;
    const { writer } = database;
    const first = writer.migrations.findIndex((each) => each instanceof KeyedMetadata1766200000000);
    for (const _ of writer.migrations.slice(first)) await writer.undoLastMigration({ transaction: "none" });
    await writer.query("ALTER TABLE `typeorm_metadata` DROP COLUMN `id`");
    expect(await tablesWithoutKey()).toEqual([{ TABLE_NAME: "typeorm_metadata" }]);
    await migrate(database);
    expect(await tablesWithoutKey()).toEqual([]);
    expect(await isMigrated(writer)).toBe(true);
  });
});
