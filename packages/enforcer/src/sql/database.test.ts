import { expect, test } from "vitest";
import { openDatabase } from "./database.js";

test("a database file that is not there is an error, and is not made", async () => {
  const database = openDatabase("sqlite:/nowhere/latchkey.sqlite");
  await expect(database.read("SELECT 1")).rejects.toThrow("no database file /nowhere/latchkey.sqlite");
  await database.close();
});
