import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { type Database, openDatabase } from "../sql/database.js";

export interface TestDatabase {
  url: string;
  database: Database;
  /** Deletes everything that gateways read and write. */
  clear(): Promise<void>;
  drop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL("../../../../apps/server/dist/main.js", import.meta.url));

const CLEARING = [
  "account",
  "api",
  "operation",
  "api_key",
  "token",
  "permission",
  "allowlist_entry",
  "throttle_grant",
  "usage_minute",
  "last_use",
  "denial",
  "throttle_minute",
  "throttle_live",
  "gateway",
].map((table) => ({ sql: `DELETE FROM \`${table}\``, values: [] }));
const COUNTING_ANEW = [
  { sql: "DELETE FROM `revision` WHERE `id` > 1", values: [] },
  { sql: "UPDATE `revision` SET `value` = 0, `mark` = NULL", values: [] },
];

/** A new, migrated database without any rows of the tables that gateways read or write: SQLite or, when TEST_DATABASE is `mysql`, one on the server of TEST_MYSQL_URL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-test-"));
  const place =
    process.env.TEST_DATABASE === "mysql" ? await createMysql() : { url: `sqlite:${directory}/test.sqlite` };
  await migrate(place.url, directory);
  const database = openDatabase(place.url);
  const clear = () => database.write([...CLEARING, ...COUNTING_ANEW]);
  await clear();
  const drop = async () => {
    await database.close();
    await place.drop?.();
    await rm(directory, { recursive: true });
  };
  return { url: place.url, database, clear, drop };
}

/** Migrates by the server's own command, since this package may not import its code. */
export async function migrate(url: string, directory: string): Promise<void> {
  const env = { PATH: process.env.PATH, DATABASE_URL: url, DATA_DIR: directory };
  await promisify(execFile)(process.execPath, [SERVER, "migrate"], { env });
}

async function createMysql(): Promise<{ url: string; drop?: () => Promise<void> }> {
  const given = process.env.TEST_MYSQL_URL;
  if (!given) throw new Error("TEST_MYSQL_URL must name a server with the right to create databases");
  const url = new URL(given);
  const name = `latchkey_test_${randomBytes(6).toString("hex")}`;
  url.pathname = `/${name}`;
  await onServer(given, `CREATE DATABASE \`${name}\``);
  return { url: url.href, drop: () => onServer(given, `DROP DATABASE \`${name}\``) };
}

async function onServer(given: string, sql: string): Promise<void> {
  const url = new URL(given);
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  await connection.query(sql);
  await connection.end();
}
