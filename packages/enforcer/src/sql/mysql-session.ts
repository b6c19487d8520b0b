import type { Socket } from "node:net";
import type { Pool } from "mysql2";

/**
 * Text is escaped by the driver, which is right only in a known SQL mode: with NO_BACKSLASH_ESCAPES it would end its own quotes. The others
 * are what our statements were written for; UTC has no hour that comes twice.
 */
const SETTINGS = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', autocommit = 1, time_zone = '+00:00'",
  "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
];

/**
 * Has each new connection of a pool go by our settings, and `more`, whatever the server's own are. One that can't be set in time is closed.
 * @param patience milliseconds for each setting
 */
export function setMysqlSessions(pool: Pool, patience: number, more: readonly string[] = []): void {
  pool.on("connection", (connection) => {
    const { stream } = connection as unknown as { stream: Socket };
    // Statements run in turn: these before the one that the connection was opened for, which waits for them without a timeout of its own. When
    // the stream is destroyed, that one fails too; when the connection is told to close, it would go on waiting.
    for (const sql of [...SETTINGS, ...more]) {
      connection.query({ sql, timeout: patience }, (error) => {
        if (error) stream.destroy(error);
      });
    }
  });
}
