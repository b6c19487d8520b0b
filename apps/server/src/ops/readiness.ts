import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../database/database.js";
import { isMigrated } from "../database/migrate.js";

/** Longest wait for the database, in milliseconds. */
const PATIENCE = 2_000;

/** Whether the database answers and has this program's model. */
export async function isReady({ health }: Database): Promise<boolean> {
  return Promise.race([isMigrated(health).catch(() => false), sleep(PATIENCE, false, { ref: false })]);
}
