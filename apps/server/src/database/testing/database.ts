import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { type Database, openDatabase } from "../database.js";
import { migrate } from "../migrate.js";

/** An empty database of its own, and a folder beside it. */
export interface TestPlace {
  url: string;
  folder: string;
  drop(): Promise<void>;
}

/** SQLite, or a new database on the server of TEST_MYSQL_URL when TEST_DATABASE says `mysql`. */
export async function createTestPlace(): Promise<TestPlace> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-server-"));
  const mysql = process.env.TEST_DATABASE === "mysql" ? await createMysql() : null;
  return {
    url: mysql?.url ?? `sqlite:${join(folder, "test.sqlite")}`,
    folder,
    async drop() {
      await mysql?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface TestDatabase extends TestPlace {
  database: Database;
}

/** The same, migrated and open; `drop` closes it first. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const place = await createTestPlace();
  const database = await openDatabase(place.url);
  await migrate(database);
  return {
    ...place,
    database,
    async drop() {
      await database.close();
      await place.drop();
    },
  };
}

async function createMysql(): Promise<{ url: string; drop(): Promise<void> }> {
  const given = process.env.TEST_MYSQL_URL;
  if (!given) throw new Error("TEST_MYSQL_URL must name a server with the right to create databases");
  const name = `latchkey_test_${randomBytes(6).toString("hex")}`;
  const url = new URL(given);
  url.pathname = `/${name}`;
  const run = async (sql: string) => {
    const connection = await createConnection(given);
    await connection.query(sql);
    await connection.end();
  };
  await run(`CREATE DATABASE \`${name}\``);
  return { url: url.href, drop: () => run(`DROP DATABASE \`${name}\``) };
}
