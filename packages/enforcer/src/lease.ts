import type { Clock } from "./clock.js";

/**
 * How old a replica may grow. Runs from the START of the last successful pull, since what was read is at least as new as that moment; and
 * on the monotonic clock, since the wall clock may be set.
 */
export class Lease {
  private start: number | null = null;

  constructor(
    private readonly clock: Clock,
    readonly seconds: number,
  ) {}

  /** `start`: the monotonic time at which a successful pull began. */
  renew(start: number): void {
    this.start = start;
  }

  /** False before the first successful pull, and once `seconds` have passed since the last one began. */
  holds(): boolean {
    return this.start !== null && this.clock.monotonic() - this.start < this.seconds * 1000;
  }

  /** Milliseconds since the last successful pull began; 0 before the first. */
  age(): number {
    return this.start === null ? 0 : Math.max(0, Math.round(this.clock.monotonic() - this.start));
  }
}
