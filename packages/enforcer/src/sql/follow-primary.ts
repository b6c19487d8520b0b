import type { Pool, PoolConnection, QueryError, RowDataPacket } from "mysql2";

/** What a server answers to a write when it was demoted, or takes none for another reason: --read-only, in a transaction, or as a mode. */
const READ_ONLY = new Set([1290, 1792, 1836]);

/** How a server says that it takes writes. */
const WRITABLE = new Set(["0", "OFF"]);
const ASKING = "SELECT @@global.read_only AS `readOnly`";
/** Milliseconds for which the answer counts. */
const ASKED = 1_000;

/**
 * Has a pool follow a failover. A primary that was demoted keeps its connections, and goes on answering reads, of data that may be old. So a
 * connection that is taken is asked, once a second at most, whether its server takes writes; where it does not, or has refused one, idle
 * connections are closed, and those in use when they are released. New ones go where the host's name leads now, and are taken as they are.
 * @param pool one that has no connection yet
 * @param patience milliseconds for the answer
 * @returns what is to be told the error of each write that failed; other errors change nothing
 */
export function followPrimary(pool: Pool, patience: number): (error: unknown) => void {
  const idle = new Set<PoolConnection>();
  /** Those that are not to be left, and when they were asked. */
  let current = new WeakMap<PoolConnection, number>();
  pool.on("connection", (connection) => {
    current.set(connection, performance.now());
    connection.once("end", () => idle.delete(connection));
    connection.on("error", () => idle.delete(connection));
  });
  pool.on("acquire", (connection) => idle.delete(connection));
  pool.on("release", (connection) => {
    if (current.has(connection)) idle.add(connection);
    else connection.destroy();
  });
  const leave = () => {
    current = new WeakMap();
    for (const connection of idle) connection.destroy();
    idle.clear();
  };

  const take = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    take((failure, connection) => {
      if (failure) return callback(failure, connection);
      if (performance.now() - (current.get(connection) ?? 0) < ASKED) return callback(null, connection);
      const query = { sql: ASKING, timeout: patience };
      connection.query<RowDataPacket[]>(query, (error, rows) => {
        if (error !== null && !isAnswer(error)) {
          connection.destroy();
          return callback(error, connection);
        }
        if (error !== null || WRITABLE.has(String(rows[0]?.readOnly))) {
          if (current.has(connection)) current.set(connection, performance.now());
          return callback(null, connection);
        }
        leave();
        connection.destroy();
        pool.getConnection(callback);
      });
    });
  };
  return (error) => {
    if (isDemoted(error)) leave();
  };
}

/** Whether the server has said it. One that can't be asked, such as a proxy that has no such variable, is taken as it is. */
const isAnswer = ({ sqlState }: QueryError) => sqlState !== undefined;

/** Whether the server refused a write as one that was demoted does: another one may be the primary now. */
export function isDemoted(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "errno" in error &&
    typeof error.errno === "number" &&
    READ_ONLY.has(error.errno)
  );
}
