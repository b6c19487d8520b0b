import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs `turn` again and again, with a pause of `milliseconds` between, until it is stopped. A turn that fails, because the database is away,
 * say, is told to `onFailure` and ends nothing else.
 * @param turn may ask whether it should come to an end
 * @returns how to stop: the turn under way is waited for
 */
export function repeat(
  milliseconds: number,
  turn: (isStopping: () => boolean) => Promise<unknown>,
  onFailure: (err: unknown) => void,
): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const work = (async () => {
    while (!signal.aborted) {
      await turn(() => signal.aborted).catch(onFailure);
      await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  })();
  return () => {
    ending.abort();
    return work;
  };
}
