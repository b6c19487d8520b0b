import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until `isSo` gives true, asking every 50 ms.
 * @param {() => Promise<boolean>} isSo a rejection counts as false
 * @param {{ limit: number }} options milliseconds after which to give up
 * @returns {Promise<boolean>} false when time was up
 */
export async function until(isSo, { limit }) {
  const end = performance.now() + limit;
  while (performance.now() < end) {
    if (await isSo().catch(() => false)) return true;
    await sleep(50);
  }
  return false;
}

/** Whether a GET of this URL is answered with 200. Rejects when there is no answer within a second. */
export async function answers(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
  await response.body?.cancel();
  return response.status === 200;
}
