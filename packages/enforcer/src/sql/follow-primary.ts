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
  const connections = new Connections(pool);
  const take = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    take((failure, connection) => {
      if (failure || connections.isCurrent(connection)) return callback(failure, connection);
      askWhetherWritable(connection, patience, (error, isWritable) => {
        if (error) {
          connection.destroy();
          return callback(error, connection);
        }
        if (isWritable) {
          connections.confirm(connection);
          return callback(null, connection);
        }
        connections.leave();
        connection.destroy();
        pool.getConnection(callback);
      });
    });
  };
  return (error) => {
    if (isDemoted(error)) connections.leave();
  };
}

/** The connections of a pool: which are idle, and which lead to the primary as far as is known. */
class Connections {
  private readonly idle = new Set<PoolConnection>();
  /** Those that are not to be left, and when they were asked. */
  private asked = new WeakMap<PoolConnection, number>();

  constructor(pool: Pool) {
    pool.on("connection", (connection) => {
      this.asked.set(connection, performance.now());
      connection.once("end", () => this.idle.delete(connection));
      connection.on("error", () => this.idle.delete(connection));
    });
    pool.on("acquire", (connection) => this.idle.delete(connection));
    pool.on("release", (connection) => {
      if (this.asked.has(connection)) this.idle.add(connection);
      else connection.destroy();
    });
  }

  /** Whether it need not be asked now. */
  isCurrent(connection: PoolConnection): boolean {
    return performance.now() - (this.asked.get(connection) ?? 0) < ASKED;
  }

  /** It takes writes, but is left all the same if others have heard meanwhile that the primary is another. */
  confirm(connection: PoolConnection): void {
    if (this.asked.has(connection)) this.asked.set(connection, performance.now());
  }

  /** Closes those that are idle, and has those in use closed when they are released. */
  leave(): void {
    this.asked = new WeakMap();
    for (const connection of this.idle) connection.destroy();
    this.idle.clear();
  }
}

/** @param answer is told an error when the connection is of no use any more */
function askWhetherWritable(
  connection: PoolConnection,
  patience: number,
  answer: (error: QueryError | null, isWritable: boolean) => void,
): void {
  connection.query<RowDataPacket[]>({ sql: ASKING, timeout: patience }, (error, rows) => {
    if (error !== null && !isAnswer(error)) return answer(error, false);
    answer(null, error !== null || WRITABLE.has(String(rows[0]?.readOnly)));
  });
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
