import type { EntityManager } from "typeorm";
import type { Database } from "../database.js";

/**
 * Begins a transaction that is under way until it is released: it has done its work then, and others wait for what it has locked.
 * @param end throws where all of it shall be undone
 */
export async function underWay(
  database: Database,
  work: (manager: EntityManager) => Promise<unknown>,
  end: () => void = () => {},
): Promise<{ release(): void; done: Promise<void> }> {
  const [released, release] = signal();
  const [taken, take] = signal();
  const done = database.write(async (manager) => {
    await work(manager);
    take();
    await released;
    end();
  });
  await taken;
  return { release, done };
}

/** A promise, and what resolves it. */
function signal(): [Promise<void>, () => void] {
  let resolve = () => {};
  const promise = new Promise<void>((resolved) => {
    resolve = resolved;
  });
  return [promise, resolve];
}
