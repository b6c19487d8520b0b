import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import type { Database } from "../database.js";

/** Milliseconds. */
const LOOK = 20;

/** A transaction that is under way. */
interface UnderWay {
  /** Resolves when so many other writes wait for it, one by default. */
  heldUp(writes?: number): Promise<void>;
  /** Lets it end. */
  release(): void;
  done: Promise<void>;
}

/**
 * Begins a transaction that is under way until it is released: it has done its work then, and others wait for what it has locked.
 * @param database whose other writes are counted from now on, until the end
 * @param end throws where all of it shall be undone
 */
export async function underWay(
  database: Database,
  work: (manager: EntityManager) => Promise<unknown>,
  end: () => void = () => {},
): Promise<UnderWay> {
  const [released, release] = signal();
  const [taken, take] = signal();
  const { write } = database;
  const done = write(async (manager) => {
    await work(manager);
    take();
    await released;
    end();
  }).finally(() => {
    database.write = write;
  });
  await taken;
  let begun = 0;
  database.write = (another) => {
    begun++;
    return write(another);
  };
  // On SQLite all that begin wait in a queue; on MySQL they go on until they meet a lock.
  const waiting = async () =>
    database.reader.options.type === "mysql" ? waitingForLocks(database) : Promise.resolve(begun);
  return {
    async heldUp(writes = 1) {
      while ((await waiting()) < writes) await sleep(LOOK);
    },
    release,
    done,
  };
}

/**
 * How many transactions of this database wait for a lock. Read from InnoDB's status, since the table of its transactions is up to a tenth
 * of a second old, and would count those that waited in the test before.
 */
async function waitingForLocks({ reader }: Database): Promise<number> {
  const [{ Status: status }] = await reader.query("SHOW ENGINE INNODB STATUS");
  const ours = await reader.query(
    "SELECT `ID` AS `id` FROM information_schema.PROCESSLIST WHERE `DB` = DATABASE()",
  );
  const threads = new Set(ours.map(({ id }: { id: unknown }) => Number(id)));
  const [, ...transactions] = String(status).split("---TRANSACTION ");
  return transactions.filter(
    (each) => /^LOCK WAIT /m.test(each) && threads.has(Number(/thread id (\d+)/.exec(each)?.[1])),
  ).length;
}

/** A promise, and what resolves it. */
function signal(): [Promise<void>, () => void] {
  let resolve = () => {};
  const promise = new Promise<void>((resolved) => {
    resolve = resolved;
  });
  return [promise, resolve];
}
