import "reflect-metadata";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "./database.js";
import { migrate } from "./migrate.js";
import { createTestPlace, type TestPlace } from "./testing/database.js";

let place: TestPlace;
let database: Database;
beforeAll(async () => {
  place = await createTestPlace();
  await withSqlMode("ANSI_QUOTES,NO_BACKSLASH_ESCAPES", async () => {
    database = await openDatabase(place.url);
    await migrate(database);
  });
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

/** Connections that are opened during `work` find this mode as the server's own. SQLite has none. */
async function withSqlMode(mode: string, work: () => Promise<void>) {
  if (!place.url.startsWith("mysql:")) return work();
  const connection = await createConnection(place.url);
  const [[before]] = (await connection.query("SELECT @@GLOBAL.sql_mode AS mode")) as unknown as [
    [{ mode: string }],
  ];
  await connection.query("SET GLOBAL sql_mode = ?", [mode]);
  await work().finally(async () => {
    await connection.query("SET GLOBAL sql_mode = ?", [before.mode]);
    await connection.end();
  });
}

it("keeps text apart from SQL, whatever the server's own SQL mode", async () => {
  for (const text of ["' OR 1 = 1 -- ", "\\' OR 1 = 1 -- ", "\\", '"']) {
    expect(await database.reader.query("SELECT ? AS `text`", [text])).toEqual([{ text }]);
  }
});
