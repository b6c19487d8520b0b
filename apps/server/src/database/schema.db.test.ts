import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entities } from "./entities.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe("what the migrations make is what the entities expect", () => {
  it.each(entities.map((entity) => [entity.name, entity] as const))("%s", async (_name, entity) => {
    const { driver } = test.database.writer;
    const { tableName, columns } = test.database.writer.getMetadata(entity);
    const runner = test.database.writer.createQueryRunner();
    const table = await runner.getTable(tableName);
    await runner.release();
    const expected = columns.map((column) => ({
      name: column.databaseName,
      type: nameOf(driver.normalizeType(column)),
      length: column.length,
      nullable: column.isNullable,
      primary: column.isPrimary,
    }));
    const found = table?.columns.map(({ name, type, length, isNullable, isPrimary }) => ({
      name,
      type: nameOf(type),
      length: length ?? "",
      nullable: isNullable,
      primary: isPrimary,
    }));
    expect(byName(found ?? [])).toEqual(byName(expected));
  });

  it("compares text exactly, letter case and accents included", async () => {
    const { writer } = test.database;
    await writer.query(
      "INSERT INTO `permission` (`apiKeyId`, `code`) VALUES ('k', 'a'), ('k', 'A'), ('k', 'á')",
    );
    const rows = await writer.query("SELECT `code` FROM `permission` WHERE `code` = 'A'");
    expect(rows).toHaveLength(1);
  });
});

function byName<T extends { name: string }>(columns: T[]): T[] {
  return [...columns].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** SQLite takes both words for the same. */
const nameOf = (type: string) => (type === "integer" ? "int" : type);
