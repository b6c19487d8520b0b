import type { Clock } from "./clock.js";

/**
 * How old a replica may grow. Runs from the START of the last good pull, on the monotonic clock: what was read is
 * at least as new as that moment, whatever happens to the wall clock.
 */
export class Lease {
  private start: number | null = null;

  constructor(
    private readonly clock: Clock,
    readonly seconds: number,
  ) {}

  /** `start`: the monotonic time at which a pull began that has succeeded. */
  renew(start: number): void {
    this.start = start;
  }

  /** False before the first good pull, and once `seconds` have passed since the last one began. */
  holds(): boolean {
    return this.start !== null && this.clock.monotonic() - this.start < this.seconds * 1000;
  }

  /** Milliseconds since the last good pull began; 0 before the first. */
  age(): number {
    return this.start === null ? 0 : Math.max(0, Math.round(this.clock.monotonic() - this.start));
  }
}
