import { median } from "./median.js";

/** Runs one batch and gives what it has measured. What it has to prepare for the batch is not measured. */
export type Lane = () => number | Promise<number>;

/** What each lane has measured, round by round. */
export type Samples<Name extends string> = Record<Name, number[]>;

/**
 * Runs all lanes in turn, round after round, in reverse order every other round, so that other work on the machine affects all of them alike.
 * The first `warmUp` rounds are not counted.
 */
export async function interleave<Name extends string>(
  lanes: Record<Name, Lane>,
  { warmUp, rounds }: { warmUp: number; rounds: number },
): Promise<Samples<Name>> {
  const names = Object.keys(lanes) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Samples<Name>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const sample = await lanes[name]();
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

/** The median of the ratios of each round: when the machine is slower for a while, both sides of those rounds are. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((sample, round) => sample / (to[round] ?? Number.NaN)));
}
