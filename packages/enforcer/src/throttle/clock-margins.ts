// By how much the clocks of Redis, gateway and client may disagree, and what is added to or taken from a time for it.

/** Times that this gateway has measured are shortened by a thousandth: its clock may run faster than that of Redis. */
export const SLOWER = 0.999;

/** Milliseconds by which something may have been later than its time says: one reading of the clock serves for a whole millisecond. */
export const STALE = 1;

/** Milliseconds: a client's timer may end one early, and a reading of the clock may be one old (STALE). */
const EARLY = 2;

/**
 * How long a client must wait by its own clock until `wait` milliseconds have passed for certain by the clock of Redis. Assumes that the
 * rates of the two differ by less than a thousandth.
 */
export function longEnough(wait: number): number {
  return (wait + EARLY) / SLOWER;
}
