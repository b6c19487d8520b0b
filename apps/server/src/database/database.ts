import { dirname, resolve } from "node:path";
import { type MysqlPlace, parseDatabaseUrl, type SqlitePlace } from "@latchkey/enforcer";
import { Mutex } from "async-mutex";
import Sqlite from "libsql";
import { DataSource, type DataSourceOptions, type EntityManager } from "typeorm";
import { makeFolder } from "../data-dir.js";
import { connectionFailure } from "./connection-failure.js";
import { entities } from "./entities.js";
import { Initial1764000000000 } from "./migrations/1764000000000-initial.js";
import { ThrottleDecisions1764500000000 } from "./migrations/1764500000000-throttle-decisions.js";
import { Mail1764600000000 } from "./migrations/1764600000000-mail.js";
import { ExactText1764700000000 } from "./migrations/1764700000000-exact-text.js";
import { LimitSetters1764720000000 } from "./migrations/1764720000000-limit-setters.js";
import { Retention1764800000000 } from "./migrations/1764800000000-retention.js";
import { AuditChain1764900000000 } from "./migrations/1764900000000-audit-chain.js";
import { SecondFactor1765000000000 } from "./migrations/1765000000000-second-factor.js";
import { Invitations1765100000000 } from "./migrations/1765100000000-invitations.js";
import { LastCode1765200000000 } from "./migrations/1765200000000-last-code.js";
import { LapsedInvitations1765300000000 } from "./migrations/1765300000000-lapsed-invitations.js";
import { RevisionMarks1765400000000 } from "./migrations/1765400000000-revision-marks.js";
import { FormerOperators1765500000000 } from "./migrations/1765500000000-former-operators.js";
import { AuditSubjects1765600000000 } from "./migrations/1765600000000-audit-subjects.js";
import { KeyEnds1765700000000 } from "./migrations/1765700000000-key-ends.js";
import { AuditPeople1765800000000 } from "./migrations/1765800000000-audit-people.js";
import { LastOperations1765900000000 } from "./migrations/1765900000000-last-operations.js";
import { AuditTopics1766000000000 } from "./migrations/1766000000000-audit-topics.js";
import { DeniedCalls1766150000000 } from "./migrations/1766150000000-denied-calls.js";
import { KeyedMetadata1766200000000 } from "./migrations/1766200000000-keyed-metadata.js";
import { mysqlDriver } from "./mysql-pool.js";
import { retried } from "./retry.js";
import { keepSameFile } from "./same-file.js";
import { transact } from "./sqlite-transaction.js";
import { troubleOf } from "./trouble.js";

const migrations = [
  Initial1764000000000,
  ThrottleDecisions1764500000000,
  Mail1764600000000,
  ExactText1764700000000,
  LimitSetters1764720000000,
  Retention1764800000000,
  AuditChain1764900000000,
  SecondFactor1765000000000,
  Invitations1765100000000,
  LastCode1765200000000,
  LapsedInvitations1765300000000,
  RevisionMarks1765400000000,
  FormerOperators1765500000000,
  AuditSubjects1765600000000,
  KeyEnds1765700000000,
  AuditPeople1765800000000,
  LastOperations1765900000000,
  AuditTopics1766000000000,
  DeniedCalls1766150000000,
  KeyedMetadata1766200000000,
];

/** libsql speaks better-sqlite3's API. A transaction takes the write lock at its start: taking it later fails when another process wrote meanwhile. */
class ImmediateSqlite extends Sqlite {
  override prepare: Sqlite.Database["prepare"] = (sql: string) =>
    Sqlite.prototype.prepare.call(this, sql === "BEGIN TRANSACTION" ? "BEGIN IMMEDIATE" : sql) as never;
}

/**
 * The installation's database. On MySQL writers and readers share a pool, and health has a small one; SQLite has one connection for writers,
 * who queue, and one for readers, who never wait.
 */
export interface Database {
  /** For reading only. */
  reader: DataSource;
  /** Reads how the installation stands, at once: requests that wait for a connection must not make a server that works look as if it did not. */
  health: DataSource;
  /**
   * Runs `work` in one transaction: all of it is there afterwards, or, if it throws, nothing. After a deadlock or a lock
   * timeout it is run again from its start, so it must do nothing that the database can't undo.
   */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Is told each new revision after its commit; gateways that hear of it need not wait for their next look. Never throws. */
  announce?(revision: number): void;
  /** For migrations. */
  writer: DataSource;
  close(): Promise<void>;
}

const COMMON = { entities, migrations, logging: false } as const;

/** Connections to a MySQL-protocol server. */
const POOL = { requests: 10, health: 2 };

function mysqlOptions(
  { dialect: type, user: username, ...rest }: MysqlPlace,
  driver: object,
  poolSize: number,
): DataSourceOptions {
  return { ...COMMON, ...rest, driver, type, username, charset: "utf8mb4_bin", timezone: "Z", poolSize };
}

function sqliteOptions({ path }: SqlitePlace): DataSourceOptions {
  return {
    ...COMMON,
    type: "better-sqlite3",
    database: path,
    driver: ImmediateSqlite,
    enableWAL: true,
    timeout: 5_000,
  };
}

async function connect(url: string, options: DataSourceOptions): Promise<DataSource> {
  // Another process may be switching the same new file to WAL, which SQLite does not wait for.
  return retried(() => new DataSource(options).initialize()).catch((error) => {
    throw connectionFailure(url, error);
  });
}

/**
 * Opens the database that `url` names: `sqlite:<path>` or `mysql://user:password@host:port/database`. Changes nothing in it.
 * @throws {Failure} when the database can't be reached: one line, without the password.
 * @throws Error as `parseDatabaseUrl`, when the URL can't be read
 */
export async function openDatabase(url: string): Promise<Database> {
  const place = parseDatabaseUrl(url);
  return place.dialect === "mysql" ? openMysql(url, place) : openSqlite(url, place);
}

async function openMysql(url: string, place: MysqlPlace): Promise<Database> {
  const [{ driver, follow }, ofHealth] = await Promise.all([mysqlDriver(), mysqlDriver()]);
  const writer = await connect(url, mysqlOptions(place, driver, POOL.requests));
  const health = await connect(url, mysqlOptions(place, ofHealth.driver, POOL.health)).catch(
    async (error) => {
      await closeMysql(writer);
      throw error;
    },
  );
  const transact = <T>(work: (manager: EntityManager) => Promise<T>) =>
    writer.transaction(work).catch((error) => {
      follow(error);
      throw error;
    });
  return {
    reader: writer,
    health,
    writer,
    write: (work) => retried(() => transact(work)),
    close: async () => {
      await Promise.all([writer, health].map(closeMysql));
    },
  };
}

/** One that does not answer need not be told that nothing more comes. */
async function closeMysql(source: DataSource): Promise<void> {
  await source.destroy().catch((error) => {
    if (troubleOf(error) === undefined) throw error;
  });
}

async function openSqlite(url: string, place: SqlitePlace): Promise<Database> {
  await makeFolder(dirname(resolve(place.path))).catch((error) => {
    throw connectionFailure(url, error);
  });
  const writer = await connect(url, sqliteOptions(place));
  const reader = await connect(url, sqliteOptions(place));
  const requireSameFile = keepSameFile(place.path);
  const queue = new Mutex();
  return {
    reader,
    health: reader,
    writer,
    write: (work) =>
      retried(() =>
        queue.runExclusive(() => {
          requireSameFile();
          return transact(writer, work);
        }),
      ),
    close: async () => {
      await reader.destroy();
      await queue.runExclusive(async () => {
        // All of it in the one file, however the driver closes it. Another process may keep some of it from moving: it does so in its turn.
        if (!writer.isInitialized) return;
        await writer.query("PRAGMA wal_checkpoint(TRUNCATE)").catch(() => undefined);
        await writer.destroy();
      });
    },
  };
}
