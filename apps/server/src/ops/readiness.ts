import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../database/database.js";
import { isMigrated } from "../database/migrate.js";

/** Longest wait for the database, in milliseconds. */
const PATIENCE = 2_000;

/** Whether the database answers and has this program's model. @param database null while the server starts or ends */
export async function isReady(database: Database | null): Promise<boolean> {
  if (database === null) return false;
  const { health } = database;
  return Promise.race([isMigrated(health).catch(() => false), sleep(PATIENCE, false, { ref: false })]);
}
