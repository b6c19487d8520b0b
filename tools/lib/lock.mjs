import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BEAT = 1_000;
const SILENCE = 10_000;

/**
 * Runs `work` while no other process runs work under the same lock. The lock is a folder that its owner touches every second; it is stale
 * when the owner's process is gone or has not touched it for 10 s.
 * @param {string} folder the lock; its parent must exist
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} onWait called once when another process has the lock
 * @template T
 */
export async function withLock(folder, work, onWait = () => {}) {
  await acquire(folder, onWait);
  const beat = setInterval(() => touch(folder), BEAT);
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

async function acquire(folder, onWait) {
  let seen = { time: null, since: performance.now() };
  let told = false;
  while (!take(folder)) {
    const holder = look(folder);
    if (holder.time !== seen.time) seen = { time: holder.time, since: performance.now() };
    if (isGone(holder.pid) || performance.now() - seen.since > SILENCE) {
      takeAway(folder, holder);
    } else if (!told && holder.pid) {
      onWait(holder.pid);
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(folder, "owner"), String(process.pid));
  return true;
}

/** Which process has the lock (null while that is not written yet), and when it was last touched. */
function look(folder) {
  return {
    time: orNull(() => statSync(folder).mtimeMs),
    pid: orNull(() => Number(readFileSync(join(folder, "owner"), "utf8")) || null),
  };
}

function orNull(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Removes a stale lock. A guard keeps a second waiter from removing the lock that the first one has taken meanwhile. */
function takeAway(folder, stale) {
  const guard = `${folder}.guard`;
  try {
    mkdirSync(guard);
  } catch {
    const { time } = look(guard);
    if (time !== null && Date.now() - time > SILENCE) rmSync(guard, { recursive: true, force: true });
    return;
  }
  if (look(folder).pid === stale.pid) rmSync(folder, { recursive: true, force: true });
  rmSync(guard, { recursive: true, force: true });
}

function isGone(pid) {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Somebody has removed the folder; the work goes on.
  }
}
