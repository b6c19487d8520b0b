import { median } from "./median.js";

/** Runs one batch, and gives what it measured of it. Whatever it must prepare for the batch, it does not measure. */
export type Lane = () => number | Promise<number>;

/** What each lane measured in each round. */
export type Samples<Name extends string> = Record<Name, number[]>;

/**
 * Runs all lanes in turn, again and again, in the other direction every other round: what else the machine does meanwhile hits all of
 * them alike. The rounds of `warmUp` are thrown away.
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

/** The median of the ratios of each round: a machine that is slower for a while slows both sides of one round. */
export function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((sample, round) => sample / (to[round] ?? Number.NaN)));
}
