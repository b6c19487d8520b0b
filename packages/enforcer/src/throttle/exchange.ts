import type { RedisConnection } from "../redis/connection.js";
import { type Batch, STALE } from "./batch.js";
import type { Generations } from "./generations.js";
import type { Ledger } from "./ledger.js";
import { LEASE } from "./scripts.js";

/** A thousandth less than is true, of what this gateway has measured: its clock may run faster than that of Redis. */
const SLOWER = 0.999;

export interface Question {
  /** Monotonic milliseconds, just before it is sent. */
  at: number;
  want: number;
  /** Of the lease that is wanted. */
  id: string;
  /** How long it may be used, milliseconds. */
  hold: number;
  reports: readonly Batch[];
}

/** What Redis has answered, milliseconds. */
export interface Answer {
  generation: string;
  closed: number;
  granted: number;
  taken: number;
  /** Until one is free; 0: one is. */
  wait: number;
  /** Until all that was there before has fallen out. */
  last: number;
}

/** When a lease that was asked for at `at` must not be used any more. */
export function endOfLease({ at, hold }: Question): number {
  return at + hold * SLOWER - STALE;
}

/** Asks Redis about a counter. */
export async function exchange(
  redis: RedisConnection,
  { keys, limit, window, part }: Ledger,
  generations: Generations,
  { at, want, id, hold, reports }: Question,
): Promise<Answer> {
  const args = [
    generations.known(part),
    generations.newId(),
    String(limit),
    micros(window),
    String(want),
    micros(hold),
    id,
  ];
  for (const { id, used, lastUse } of reports) {
    args.push(id, String(used), micros(Math.max(0, at - lastUse - STALE) * SLOWER));
  }
  const [generation, closed, granted, taken, wait, last] = (await redis.run(LEASE, [...keys], args)) as [
    string,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    generation,
    closed: closed / 1000,
    granted,
    taken,
    wait: wait / 1000,
    last: last / 1000,
  };
}

function micros(milliseconds: number): string {
  return String(Math.floor(milliseconds * 1000));
}
