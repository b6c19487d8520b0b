/** Nanoseconds that `work` took for each of `inputs`. */
export function timed<T>(inputs: readonly T[], work: (input: T) => void): number {
  const start = performance.now();
  for (const input of inputs) work(input);
  return ((performance.now() - start) * 1e6) / inputs.length;
}

/** The same for asynchronous work, one input after the other. */
export async function timedOneByOne<T>(
  inputs: readonly T[],
  work: (input: T) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  for (const input of inputs) await work(input);
  return ((performance.now() - start) * 1e6) / inputs.length;
}
