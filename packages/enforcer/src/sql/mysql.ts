import type { Pool, PoolConnection, RowDataPacket } from "mysql2/promise";
import { loadDriver } from "../driver.js";
import type { Database, Read, ReadValues, Statement, Value } from "./database.js";
import type { MysqlPlace } from "./database-url.js";
import { followPrimary } from "./follow-primary.js";
import { setMysqlSessions } from "./mysql-session.js";

const CONNECT_MILLISECONDS = 2_000;
const QUERY_MILLISECONDS = 2_000;
/** Longer, since one chunk of a full load may be large. */
const SNAPSHOT_QUERY_MILLISECONDS = 10_000;

/** A MySQL-protocol server. A connection on which a query fails or takes too long is discarded. */
export function openMysql({ dialect: _, ...place }: MysqlPlace): Database {
  let opened: Promise<Opened> | undefined;
  // Whoever waits for it hears that it has failed; nobody need hear of one that was never used.
  const open = () => (opened ??= openPool(place));

  async function use<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
    const { pool, follow } = await open();
    const connection = await pool.getConnection();
    try {
      const result = await work(connection);
      connection.release();
      return result;
    } catch (error) {
      connection.destroy();
      follow(error);
      throw error;
    }
  }

  return {
    dialect: "mysql",
    read: (sql, values) => use((connection) => readOn(connection, QUERY_MILLISECONDS)(sql, values)),
    snapshot: (work) => use((connection) => inSnapshot(connection, work)),
    write: (statements) => use((connection) => writeOn(connection, statements)),
    load: async () => void (await driver()),
    // One that does not answer need not be told that nothing more comes.
    close: async () => (await opened)?.pool.end().catch(() => undefined),
  };
}

function readOn(connection: PoolConnection, timeout: number): Read {
  return async (sql, values = []) => {
    const [rows] = await connection.query<RowDataPacket[]>({ sql, values: [...values], timeout });
    return rows;
  };
}

function readValuesOn(connection: PoolConnection, timeout: number): ReadValues {
  return async (sql, values = []) => {
    const query = { sql, values: [...values], timeout, rowsAsArray: true };
    const [rows] = await connection.query<RowDataPacket[][]>(query);
    return rows;
  };
}

async function inSnapshot<T>(
  connection: PoolConnection,
  work: (read: Read, readValues: ReadValues) => Promise<T>,
): Promise<T> {
  const run = (sql: string) => connection.query({ sql, timeout: QUERY_MILLISECONDS });
  await run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  await run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  const result = await work(
    readOn(connection, SNAPSHOT_QUERY_MILLISECONDS),
    readValuesOn(connection, SNAPSHOT_QUERY_MILLISECONDS),
  );
  await run("COMMIT");
  return result;
}

async function writeOn(connection: PoolConnection, statements: readonly Statement[]): Promise<void> {
  const run = (sql: string, values: readonly Value[] = []) =>
    connection.query({ sql, values: [...values], timeout: QUERY_MILLISECONDS });
  await run("START TRANSACTION");
  for (const { sql, values } of statements) await run(sql, values);
  await run("COMMIT");
}

/** Loaded only when a MySQL-protocol server is used: loading takes a twelfth of a second of processor time. */
const driver = () => loadDriver("MySQL", () => import("mysql2/promise"));

interface Opened {
  pool: Pool;
  follow: (error: unknown) => void;
}

async function openPool(place: Omit<MysqlPlace, "dialect">): Promise<Opened> {
  const { createPool } = await driver();
  const pool = createPool({
    ...place,
    charset: "utf8mb4_bin",
    connectTimeout: CONNECT_MILLISECONDS,
    connectionLimit: 3,
  });
  setMysqlSessions(pool.pool, QUERY_MILLISECONDS);
  return { pool, follow: followPrimary(pool.pool, QUERY_MILLISECONDS) };
}
