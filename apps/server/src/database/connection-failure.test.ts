import { expect, it } from "vitest";
import { codeOfDriver, flawFailure } from "./connection-failure.js";

const URL = "mysql://latchkey:hunter2@db.example:3306/latchkey";
const saidOf = (message: string, code: string) =>
  flawFailure(URL, Object.assign(new Error(message), { code }))?.message;

it("names the table that a database has lost", () => {
  const said =
    "DATABASE_URL: mysql://db.example:3306/latchkey has no table audit_event, which it had when it was prepared; restore a backup.";
  expect(saidOf("Table 'latchkey.audit_event' doesn't exist", "ER_NO_SUCH_TABLE")).toBe(said);
  expect(saidOf("SqliteError: no such table: audit_event", "SQLITE_ERROR")).toBe(said);
});

it("names the right that a user lacks, without the user", () => {
  const message = "SELECT, INSERT command denied to user 'x'@'10.0.0.1' for table `latchkey`.`user`";
  expect(saidOf(message, "ER_TABLEACCESS_DENIED_ERROR")).toBe(
    "DATABASE_URL: mysql://db.example:3306/latchkey denies its user SELECT, INSERT; the server and its commands need all rights in it.",
  );
});

it("says what to do about a damaged file, and nothing of what is no flaw of a database", () => {
  expect(saidOf("database disk image is malformed", "SQLITE_CORRUPT")).toMatch(
    /the file is damaged; restore a backup\.$/,
  );
  expect(saidOf('near "SELEC": syntax error', "SQLITE_ERROR")).toBeUndefined();
});

it("knows SQLite's exact codes, for which the driver has no name, by the general one", () => {
  const code = (number: number) => codeOfDriver({ code: `UNKNOWN_SQLITE_ERROR_${number}` });
  // SQLITE_READONLY_DIRECTORY, SQLITE_CANTOPEN_DIRTYWAL: https://www.sqlite.org/rescode.html
  expect([code(1544), code(1294)]).toEqual(["SQLITE_READONLY", "SQLITE_CANTOPEN"]);
  expect(code(283)).toBe("UNKNOWN_SQLITE_ERROR_283");
});
