import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "./database.js";
import { openSqlite } from "./sqlite.js";

const INCREMENT = { sql: "UPDATE `revision` SET `value` = `value` + 1", values: [] };
let directory: string;
let path: string;
let server: InstanceType<typeof Libsql>;
let database: Database;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "latchkey-sqlite-"));
  path = join(directory, "latchkey.sqlite");
  server = create(path, 1);
  database = openSqlite(path);
});
afterEach(async () => {
  await database.close();
  server.close();
  await rm(directory, { recursive: true });
});

function create(file: string, value: number) {
  const made = new Libsql(file);
  made.pragma("journal_mode = WAL");
  made.exec("CREATE TABLE `revision` (`value` bigint)");
  made.exec(`INSERT INTO \`revision\` VALUES (${value})`);
  return made;
}

test("a write waits for the server's without blocking this process", async () => {
  server.exec("BEGIN IMMEDIATE");
  let longestStep = 0;
  let last = performance.now();
  const steps = setInterval(() => {
    longestStep = Math.max(longestStep, performance.now() - last);
    last = performance.now();
  }, 1);
  setTimeout(() => server.exec("COMMIT"), 300);
  await database.write([INCREMENT]);
  clearInterval(steps);
  expect(longestStep).toBeLessThan(150);
});

test("a write gives up when the server's takes too long, and reading goes on all the while", async () => {
  server.exec("BEGIN IMMEDIATE");
  const write = expect(database.write([INCREMENT])).rejects.toThrow(/locked/);
  expect(await database.read("SELECT `value` FROM `revision`")).toEqual([{ value: 1 }]);
  await write;
  server.exec("ROLLBACK");
  await database.write([INCREMENT]);
  expect(await database.read("SELECT `value` FROM `revision`")).toEqual([{ value: 2 }]);
});

test("a file that takes the other's place is read from then on, and a missing one is an error", async () => {
  expect(await database.read("SELECT `value` FROM `revision`")).toEqual([{ value: 1 }]);
  await rename(path, `${path}.old`);
  await expect(database.read("SELECT 1")).rejects.toThrow("no database file");
  await rm(`${path}-wal`, { force: true });
  await rm(`${path}-shm`, { force: true });
  const next = create(path, 7);
  expect(await database.read("SELECT `value` FROM `revision`")).toEqual([{ value: 7 }]);
  next.close();
});
