import type { Clock } from "../clock.js";

/** Stands still until it is told. */
export class FakeClock implements Clock {
  private elapsed = 0;

  constructor(private wall = 1_800_000_000_000) {}

  now(): number {
    return this.wall;
  }

  monotonic(): number {
    return this.elapsed;
  }

  advance(milliseconds: number): void {
    this.wall += milliseconds;
    this.elapsed += milliseconds;
  }

  /** Sets the wall clock alone, as an administrator or NTP does. */
  setWall(milliseconds: number): void {
    this.wall = milliseconds;
  }
}
