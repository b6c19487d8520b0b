import { DATABASE_NOW } from "@latchkey/enforcer";
import type { Database } from "../database.js";

/** What the database's own clock says, which no test can set. */
export async function databaseNow({ reader }: Database): Promise<number> {
  const now = DATABASE_NOW[reader.options.type === "mysql" ? "mysql" : "sqlite"];
  const [row] = await reader.query(`SELECT ${now} AS \`now\``);
  return Number(row.now);
}
