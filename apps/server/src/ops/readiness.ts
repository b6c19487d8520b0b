import type { Database } from "../database/database.js";
import { isMigrated } from "../database/migrate.js";

/** Longest wait for the database, in milliseconds. */
const PATIENCE = 2_000;

/** Whether the database answers and has this program's model. */
export async function isReady({ reader }: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const ready = await Promise.race([isMigrated(reader).catch(() => false), tooLate]);
  clearTimeout(timer);
  return ready;
}
