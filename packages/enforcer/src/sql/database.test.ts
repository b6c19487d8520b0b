import { expect, test } from "vitest";
import { openDatabase } from "./database.js";

test.each(["", "sqlite:", "postgres://u:secret@h/d", "mysql://h", "mysql://u:secret@/d", "latchkey.sqlite"])(
  "%s is refused in one line that does not repeat it",
  (url) => {
    expect(() => openDatabase(url)).toThrow(
      /^must be sqlite:<path> or mysql:\/\/user:password@host:port\/database$/,
    );
  },
);

test("a database file that is not there is an error, and is not made", async () => {
  const database = openDatabase("sqlite:/nowhere/latchkey.sqlite");
  await expect(database.read("SELECT 1")).rejects.toThrow("no database file /nowhere/latchkey.sqlite");
  await database.close();
});
