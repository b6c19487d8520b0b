import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs `turn` again and again, with a pause of `milliseconds` between, until the signal. A turn that fails, because the database is away,
 * say, is told to `onFailure` and ends nothing else.
 */
export async function repeat(
  signal: AbortSignal,
  milliseconds: number,
  turn: () => Promise<unknown>,
  onFailure: (err: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await turn().catch(onFailure);
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
