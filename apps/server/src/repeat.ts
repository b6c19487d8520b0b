import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE } from "./durations.js";

/**
 * Runs `turn` again and again, with a pause of `milliseconds` between, until it is stopped. A turn that fails, because the database is away,
 * say, ends nothing else.
 * @param turn may ask whether it should come to an end
 * @param onFailure is told when turns begin to fail, and, while they go on failing, about once a minute
 * @returns how to stop: the turn under way is waited for
 */
export function repeat(
  milliseconds: number,
  turn: (isStopping: () => boolean) => Promise<unknown>,
  onFailure: (err: unknown) => void,
): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const turnsAMinute = Math.ceil(MINUTE / milliseconds);
  const work = (async () => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        await turn(() => signal.aborted);
        failures = 0;
      } catch (error) {
        if (failures++ % turnsAMinute === 0) onFailure(error);
      }
      await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  })();
  return () => {
    ending.abort();
    return work;
  };
}
