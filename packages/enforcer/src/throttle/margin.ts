/** A thousandth less than is true, of what this gateway has measured: its clock may run faster than that of Redis. */
export const SLOWER = 0.999;

/** A client's timer may end a millisecond early, and a reading of the clock may be a millisecond old (STALE) when it is back. */
const EARLY = 2;

/**
 * How long a client must wait by its own clock until `wait` milliseconds have surely passed by that of Redis: the rates of all clocks
 * differ by less than a thousandth.
 */
export function longEnough(wait: number): number {
  return (wait + EARLY) / SLOWER;
}
