import type { Socket } from "node:net";
import { followPrimary, setMysqlSessions } from "@latchkey/enforcer";
import type { Pool, PoolConnection, PoolOptions } from "mysql2";

/** Milliseconds until somebody who connects is given up. */
const CONNECT = 4_000;
/** Milliseconds that somebody waits for a connection: all are in use, or none can be made. */
const WAIT = 5_000;
/** Milliseconds that a connection in use may be silent. With the wait before it, a request knows after 13 seconds. */
const SILENCE = 8_000;
/** Seconds that a statement waits for a lock: less than a silence, so that the whole transaction is run again. */
const LOCK_WAIT = 3;

interface MysqlDriver {
  driver: object;
  /** Is told the error of each write that failed: `followPrimary`. */
  follow(error: unknown): void;
}

/** The driver's own code for what took too long. */
const late = (what: string) => Object.assign(new Error(what), { code: "ETIMEDOUT" });

/**
 * The driver of MySQL, for TypeORM, loaded only where one is used. Its pool goes by the settings above. A connection on which the server is
 * silent for too long is closed, so that the server undoes a transaction whose COMMIT it was not sent.
 */
export async function mysqlDriver(): Promise<MysqlDriver> {
  const { default: mysql } = await import("mysql2");
  let follow: (error: unknown) => void = () => undefined;
  const createPool = (options: PoolOptions) => {
    const pool = mysql.createPool({ ...options, connectTimeout: CONNECT });
    setMysqlSessions(pool, WAIT, [`SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT}`]);
    follow = followPrimary(pool, WAIT);
    endSilence(pool);
    boundWait(pool);
    return pool;
  };
  return {
    driver: { ...mysql, createPool },
    follow: (error: unknown) => follow(error),
  };
}

const socketOf = (connection: object) => (connection as { stream: Socket }).stream;

/** Closes connections in use that hear nothing from the server. */
function endSilence(pool: Pool): void {
  const idle = new WeakSet<PoolConnection>();
  pool.on("connection", (connection) => {
    const socket = socketOf(connection);
    socket.setTimeout(SILENCE);
    // Not as the argument of `setTimeout`, which would be told of the first silence alone: that of an idle connection.
    socket.on("timeout", () => {
      if (!idle.has(connection)) socket.destroy(late("the database is silent"));
    });
  });
  pool.on("acquire", (connection) => idle.delete(connection));
  pool.on("release", (connection) => idle.add(connection));
}

/** Lets nobody wait for a connection for long. One that comes too late goes back. */
function boundWait(pool: Pool): void {
  const take = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      callback(late("no connection in time"), undefined as never);
    }, WAIT);
    take((error, connection) => {
      clearTimeout(timer);
      if (!isLate) callback(error, connection);
      else if (!error) connection.release();
    });
  };
}

/** Runs `work` on a connection that may be silent meanwhile: a migration of large tables is. */
export async function unhurried(connection: object, work: () => Promise<void>): Promise<void> {
  const socket = socketOf(connection);
  socket.setTimeout(0);
  try {
    await work();
  } finally {
    socket.setTimeout(SILENCE);
  }
}
