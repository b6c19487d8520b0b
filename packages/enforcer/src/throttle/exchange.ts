import type { RedisConnection } from "../redis/connection.js";
import type { Batch } from "./batch.js";
import { SLOWER, STALE } from "./clock-margins.js";
import type { Generations } from "./generations.js";
import type { Standing } from "./heard.js";
import type { Ledger } from "./ledger.js";
import { LEASE } from "./scripts.js";

/** What to ask Redis about a counter. */
export interface Question {
  /** Monotonic milliseconds, just before it is sent. */
  at: number;
  /** How many requests to lease; 0 for none. */
  want: number;
  /** The id of that lease. */
  id: string;
  /** How long the lease may be used, milliseconds. */
  hold: number;
  reports: readonly Batch[];
}

/** What Redis has answered. Times in milliseconds. */
export interface Answer extends Standing {
  generation: string;
  granted: number;
}

/** When the lease of a question must not be used any more. */
export function endOfLease({ at, hold }: Question): number {
  return at + hold * SLOWER - STALE;
}

/** Asks Redis about a counter. Rejects when it is not connected or refuses; may never settle. */
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
