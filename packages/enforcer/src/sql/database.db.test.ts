import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.js";
import { openDatabase } from "./database.js";
import { upsert } from "./upsert.js";

let place: TestDatabase;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

test("all reads of a snapshot are as of one moment, though others write meanwhile", async () => {
  const { database, url } = place;
  const other = openDatabase(url);
  const values = await database.snapshot(async (read) => {
    const before = await read("SELECT `value` FROM `revision`");
    await other.write([{ sql: "UPDATE `revision` SET `value` = `value` + 1", values: [] }]);
    const after = await read("SELECT `value` FROM `revision`");
    return [before[0]?.value, after[0]?.value];
  });
  expect(values[0]).toBe(values[1]);
  expect(await database.read("SELECT `value` FROM `revision`")).toEqual([{ value: Number(values[0]) + 1 }]);
  await other.close();
});

test("statements are written all or none", async () => {
  const { database } = place;
  const before = await database.read("SELECT `value` FROM `revision`");
  const write = database.write([
    { sql: "UPDATE `revision` SET `value` = 99", values: [] },
    { sql: "INSERT INTO `nowhere` VALUES (1)", values: [] },
  ]);
  await expect(write).rejects.toThrow();
  expect(await database.read("SELECT `value` FROM `revision`")).toEqual(before);
});

test("an upsert adds up, takes the greater, and keeps what belongs to the newest", async () => {
  const { database } = place;
  const uses = {
    table: "last_use",
    key: ["tokenId"],
    merge: { apiKeyId: "set", address: "newest", at: "max" },
  } as const;
  type Use = { tokenId: string; apiKeyId: string; address: string | null; at: number };
  const write = (...rows: Use[]) => database.write(upsert(database.dialect, uses, rows));
  await write({ tokenId: "t", apiKeyId: "k", address: "192.0.2.1", at: 20 });
  await write(
    { tokenId: "t", apiKeyId: "k", address: "192.0.2.9", at: 10 },
    { tokenId: "u", apiKeyId: "k", address: null, at: 5 },
  );
  expect(await database.read("SELECT * FROM `last_use` ORDER BY `tokenId`")).toEqual([
    { tokenId: "t", apiKeyId: "k", at: 20, address: "192.0.2.1", operation: null },
    { tokenId: "u", apiKeyId: "k", at: 5, address: null, operation: null },
  ]);
  await write({ tokenId: "t", apiKeyId: "k", address: "192.0.2.3", at: 30 });
  const [row] = await database.read("SELECT * FROM `last_use` WHERE `tokenId` = ?", ["t"]);
  expect(row).toMatchObject({ at: 30, address: "192.0.2.3" });
});

test("text is read back as it was written, quotes and backslashes included", async () => {
  const { database } = place;
  const path = `/v1/'"\\'; DROP TABLE x -- %s ? \u00e9`;
  const values = ["d", "k", "r", 1, "UNKNOWN_API", "GET", path];
  const sql =
    "INSERT INTO `denial` (`id`, `apiKeyId`, `requestId`, `at`, `reason`, `method`, `path`) VALUES (?, ?, ?, ?, ?, ?, ?)";
  await database.write([{ sql, values }]);
  expect(await database.read("SELECT `path` FROM `denial`")).toEqual([{ path }]);
});
