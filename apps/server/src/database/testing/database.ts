import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import { type Database, openDatabase } from "../database.js";
import { migrate } from "../migrate.js";

/** An empty database of its own, and a folder beside it. */
export interface TestPlace {
  url: string;
  folder: string;
  drop(): Promise<void>;
}

/** SQLite, or a new database on the server of TEST_MYSQL_URL for `mysql`, which TEST_DATABASE says unless a test does. */
export async function createTestPlace(dialect = process.env.TEST_DATABASE): Promise<TestPlace> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-server-"));
  const mysql = dialect === "mysql" ? await createMysql() : null;
  return {
    url: mysql?.url ?? `sqlite:${join(folder, "test.sqlite")}`,
    folder,
    async drop() {
      await mysql?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same, migrated: once in this process, and afterwards by a copy, which takes a part of that time. */
export async function createMigratedPlace(dialect = process.env.TEST_DATABASE): Promise<TestPlace> {
  const place = await createTestPlace(dialect);
  const copy = copies.get(dialect);
  if (copy === undefined) {
    const made = migrateFirst(place.url);
    copies.set(dialect, made);
    await made;
  } else await (await copy)(place.url);
  return place;
}

export interface TestDatabase extends TestPlace {
  database: Database;
}

/** The same, open; `drop` closes it first. */
export async function createTestDatabase(dialect = process.env.TEST_DATABASE): Promise<TestDatabase> {
  return openPlace(await createMigratedPlace(dialect));
}

/** The same, made by the migrations themselves, never by a copy: for tests of what they make. */
export async function createNewlyMigrated(): Promise<TestDatabase> {
  const made = await openPlace(await createTestPlace());
  await migrate(made.database);
  return made;
}

async function openPlace(place: TestPlace): Promise<TestDatabase> {
  const database = await openDatabase(place.url);
  return {
    ...place,
    database,
    async drop() {
      await database.close();
      await place.drop();
    },
  };
}

/** Makes an empty database what the first one was when it was migrated. */
type Copy = (url: string) => Promise<void>;
const copies = new Map<string | undefined, Promise<Copy>>();

async function migrateFirst(url: string): Promise<Copy> {
  const database = await openDatabase(url);
  await migrate(database).finally(() => database.close());
  return url.startsWith("mysql:") ? copyOfMysql(url) : copyOfSqlite(url);
}

async function copyOfSqlite(url: string): Promise<Copy> {
  const pathOf = (place: string) => place.slice("sqlite:".length);
  const file = await readFile(pathOf(url));
  return (other) => writeFile(pathOf(other), file);
}

async function copyOfMysql(url: string): Promise<Copy> {
  const statements: string[] = [];
  await connected(url, async (connection) => {
    const [tables] = await connection.query<RowDataPacket[]>("SHOW TABLES");
    for (const [table] of tables.map(Object.values)) {
      const [[made]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${table}\``);
      statements.push(made?.["Create Table"]);
      const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM \`${table}\``);
      for (const row of rows) statements.push(connection.format(`INSERT INTO \`${table}\` SET ?`, [row]));
    }
  });
  return (other) =>
    connected(other, async (connection) => {
      for (const statement of statements) await connection.query(statement);
    });
}

async function connected(url: string, work: (connection: Connection) => Promise<void>): Promise<void> {
  const connection = await createConnection(url);
  await work(connection).finally(() => connection.end());
}

async function createMysql(): Promise<{ url: string; drop(): Promise<void> }> {
  const given = process.env.TEST_MYSQL_URL;
  if (!given) throw new Error("TEST_MYSQL_URL must name a server with the right to create databases");
  const name = `latchkey_test_${randomBytes(6).toString("hex")}`;
  const url = new URL(given);
  url.pathname = `/${name}`;
  const run = (sql: string) => connected(given, async (connection) => void (await connection.query(sql)));
  await run(`CREATE DATABASE \`${name}\``);
  return { url: url.href, drop: () => run(`DROP DATABASE \`${name}\``) };
}
