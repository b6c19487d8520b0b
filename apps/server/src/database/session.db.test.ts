import "reflect-metadata";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "./database.js";
import { createTestPlace, type TestPlace } from "./testing/database.js";

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

const onMysql = () => place.url.startsWith("mysql:");

it("keeps text apart from SQL", async () => {
  for (const text of ["' OR 1 = 1 -- ", "\\' OR 1 = 1 -- ", "\\", '"']) {
    expect(await database.reader.query("SELECT ? AS `text`", [text])).toEqual([{ text }]);
  }
});

it("goes by our settings on every connection, not by the server's, whose SQL mode may let text end its quotes", async () => {
  const ours = { mode: "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION", commits: 1, zone: "+00:00" };
  const read = () =>
    database.reader.query(
      "SELECT @@SESSION.sql_mode AS mode, @@SESSION.autocommit AS commits, @@SESSION.time_zone AS zone, SLEEP(0.1)",
    );
  // At once, so that each has a connection of its own. SQLite has no such settings.
  const sessions = onMysql() ? await Promise.all([read(), read(), read()]) : [];
  for (const [session] of sessions)
    expect({ ...session, commits: Number(session.commits) }).toMatchObject(ours);
});
