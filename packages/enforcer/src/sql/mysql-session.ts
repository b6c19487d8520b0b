import type { Pool } from "mysql2";

/**
 * Text is escaped by the driver, which is right only in a known SQL mode: with NO_BACKSLASH_ESCAPES it would end its own quotes. The others
 * are what our statements were written for; UTC has no hour that comes twice.
 */
const SETTINGS = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', autocommit = 1, time_zone = '+00:00'",
  "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
];

/** Has each new connection of a pool go by our settings, and `more`, whatever the server's own are. One that can't be set is closed. */
export function setMysqlSessions(pool: Pool, more: readonly string[] = []): void {
  pool.on("connection", (connection) => {
    // What a connection is told waits its turn: this is before whatever it was opened for.
    for (const setting of [...SETTINGS, ...more]) {
      connection.query(setting, (error) => {
        if (error) connection.destroy();
      });
    }
  });
}
