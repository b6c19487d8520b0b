import type { Clock } from "../clock.js";

/**
 * The monotonic clock, read once for all requests of a millisecond of the wall clock: a reading costs a third of a decision. So what it
 * gives may be a millisecond old (STALE).
 */
export class OneReading {
  private at = 0;
  /** What the wall clock showed when it was read. */
  private now = Number.NaN;

  constructor(private readonly clock: Clock) {}

  /** The monotonic clock's time when the wall clock shows `now`. */
  of(now: number): number {
    if (now !== this.now) {
      this.now = now;
      this.at = this.clock.monotonic();
    }
    return this.at;
  }

  /** Reads anew next time: a wall clock that was set back could show a millisecond twice. To be called by a timer. */
  forget(): void {
    this.now = Number.NaN;
  }
}
