import type { Pool, PoolConnection } from "mysql2";

/** What a server answers to a write when it was demoted, or takes none for another reason: --read-only, in a transaction, or as a mode. */
const READ_ONLY = new Set([1290, 1792, 1836]);

/**
 * Has a pool follow a failover. A primary that was demoted keeps its connections, and goes on answering reads, of data that may be old: once
 * it has refused a write, idle connections are closed, and those in use when they are released. New ones go where the host's name leads now.
 * @param pool one that has no connection yet
 * @returns what is to be told the error of each write that failed; other errors change nothing
 */
export function followPrimary(pool: Pool): (error: unknown) => void {
  const idle = new Set<PoolConnection>();
  let current = new WeakSet<PoolConnection>();
  pool.on("connection", (connection) => {
    current.add(connection);
    connection.once("end", () => idle.delete(connection));
    connection.on("error", () => idle.delete(connection));
  });
  pool.on("acquire", (connection) => idle.delete(connection));
  pool.on("release", (connection) => {
    if (current.has(connection)) idle.add(connection);
    else connection.destroy();
  });
  return (error) => {
    if (!isDemoted(error)) return;
    current = new WeakSet();
    for (const connection of idle) connection.destroy();
    idle.clear();
  };
}

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
