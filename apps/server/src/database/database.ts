import { Mutex } from "async-mutex";
import Sqlite from "libsql";
import { DataSource, type DataSourceOptions, type EntityManager } from "typeorm";
import { entities } from "./entities.js";
import { Initial1764000000000 } from "./migrations/1764000000000-initial.js";

const migrations = [Initial1764000000000];

/** libsql speaks better-sqlite3's API. A transaction takes the write lock at its start: taking it later fails when another process wrote meanwhile. */
class ImmediateSqlite extends Sqlite {
  override prepare: Sqlite.Database["prepare"] = (sql: string) =>
    Sqlite.prototype.prepare.call(this, sql === "BEGIN TRANSACTION" ? "BEGIN IMMEDIATE" : sql) as never;
}

/** The installation's database. On MySQL both sides are one pool; SQLite has one connection for writers, who queue, and one for readers. */
export interface Database {
  /** For reading only. */
  reader: DataSource;
  /** Runs `work` in one transaction: all of it is there afterwards, or, if it throws, nothing. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** For migrations. */
  writer: DataSource;
  close(): Promise<void>;
}

function options(url: string): DataSourceOptions {
  const common = { entities, migrations, migrationsTransactionMode: "each", logging: false } as const;
  if (url.startsWith("mysql://"))
    return { ...common, type: "mysql", url, charset: "utf8mb4_bin", timezone: "Z", poolSize: 10 };
  return {
    ...common,
    type: "better-sqlite3",
    database: url.slice("sqlite:".length),
    driver: ImmediateSqlite,
    enableWAL: true,
    timeout: 5_000,
  };
}

/** Opens the database that `url` names: `sqlite:<path>` or `mysql://user:password@host:port/database`. Changes nothing in it. */
export async function openDatabase(url: string): Promise<Database> {
  const writer = await new DataSource(options(url)).initialize();
  if (url.startsWith("mysql://")) {
    return {
      reader: writer,
      writer,
      write: (work) => writer.transaction(work),
      close: () => writer.destroy(),
    };
  }
  const reader = await new DataSource(options(url)).initialize();
  const queue = new Mutex();
  return {
    reader,
    writer,
    write: (work) => queue.runExclusive(() => writer.transaction(work)),
    close: async () => {
      await reader.destroy();
      await queue.runExclusive(() => writer.destroy());
    },
  };
}
