import type { Database } from "./database.js";

/**
 * The time by the database's own clock in epoch milliseconds, as SQL. Whoever shares a database goes by one clock with it, however their own
 * are set. Session time zones don't change it, and statements that hold it can be replicated as they are.
 */
export const DATABASE_NOW: Readonly<Record<Database["dialect"], string>> = {
  sqlite: "CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)",
  mysql: "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000",
};
