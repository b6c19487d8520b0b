/** Between two questions, milliseconds. */
const PAUSE = 3000;

/** Ends when a server is reached, or nobody waits for it any more. */
export async function untilServed(
  isServed: () => Promise<boolean>,
  signal: AbortSignal,
  pause: number = PAUSE,
): Promise<void> {
  do {
    await new Promise((resolve) => setTimeout(resolve, pause));
  } while (!signal.aborted && !(await isServed()));
}
