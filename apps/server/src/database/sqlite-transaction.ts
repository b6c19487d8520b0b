import { setTimeout as sleep } from "node:timers/promises";
import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { codeOfDriver } from "./connection-failure.js";

/** The driver blocks the thread while it waits for another process' lock, so it may do so only briefly; between tries others get a turn. */
const BLOCKING_MILLISECONDS = 5;
const BUSY_MILLISECONDS = 5_000;

/**
 * Runs `work` in one transaction of SQLite's one connection for writers, after those that were before it.
 * @throws what `work` throws, or the driver's error: SQLITE_BUSY after five seconds. Nothing is written then.
 */
export async function transact<T>(
  writer: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  if (!writer.isInitialized) await writer.initialize();
  const runner = writer.createQueryRunner();
  try {
    await begin(runner);
    const result = await work(runner.manager);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    // SQLite undoes a transaction by itself when its disk is full or fails, say. There is nothing left to roll back then, so that TypeORM
    // believes to be in it still, and would take all later ones for parts of it, which nobody commits.
    if (runner.isTransactionActive) await writer.destroy();
  }
}

async function begin(runner: QueryRunner): Promise<void> {
  await runner.query(`PRAGMA busy_timeout = ${BLOCKING_MILLISECONDS}`);
  const giveUp = performance.now() + BUSY_MILLISECONDS;
  for (;;) {
    try {
      return await runner.startTransaction();
    } catch (error) {
      if (codeOfDriver(error) !== "SQLITE_BUSY" || performance.now() > giveUp) throw error;
    }
    await sleep(5 + Math.random() * 20);
  }
}
