import { setTimeout as sleep } from "node:timers/promises";
import { isDemoted } from "@latchkey/enforcer";
import { codeOfDriver } from "./connection-failure.js";

/** The database undid the whole transaction, or never began it, because of another one. */
const CONFLICTS = new Set([
  "ER_LOCK_DEADLOCK",
  "ER_LOCK_WAIT_TIMEOUT",
  "ER_CHECKREAD",
  "SQLITE_BUSY",
  "SQLITE_BUSY_SNAPSHOT",
]);
const RETRIES = 3;

/** Whether a transaction that failed with this error may do better when run again as a whole: also where the pool goes to another primary. */
function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOfDriver(error) ?? "") || isDemoted(error);
}

/**
 * Runs a whole transaction; once more after a deadlock, a lock timeout or a failover. At most three times more, after random pauses of up to
 * 40, 80 and 160 ms.
 */
export async function retried<T>(transaction: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await transaction();
    } catch (error) {
      if (retry === RETRIES || !isConflict(error)) throw error;
      await sleep(Math.random() * 40 * 2 ** retry);
    }
  }
}
