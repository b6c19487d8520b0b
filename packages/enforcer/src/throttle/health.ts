import type { Clock } from "../clock.js";
import type { Logger } from "../logger.js";

/** `up`: Redis answers in time. `late`: an answer is overdue. `away`: it is gone, refuses, or has been late for too long. */
type Mode = "up" | "late" | "away";

/** Whether counting is shared, and for how long it was not. */
export class Health {
  private away = true;
  private overdue = 0;
  private wasUp = false;
  /** Since when it is away, if it is. */
  private awaySince: number;
  private closedUntil = Number.NEGATIVE_INFINITY;
  /** Degraded milliseconds but for the time since `awaySince`; those up to `closedUntil` in advance. */
  private degraded = 0;

  constructor(
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.awaySince = clock.monotonic();
  }

  get isAway(): boolean {
    return this.away;
  }

  get mode(): Mode {
    if (this.away) return "away";
    return this.overdue > 0 ? "late" : "up";
  }

  /** Whether everything is counted together: Redis is there and, after a wipe, gateways have had the time to report to it. */
  get isShared(): boolean {
    return !this.away && this.clock.monotonic() >= this.closedUntil;
  }

  /** Milliseconds since the start in which not everything was counted together. */
  get degradedMilliseconds(): number {
    const now = this.clock.monotonic();
    return this.degraded + (this.away ? now - this.awaySince : -Math.max(0, this.closedUntil - now));
  }

  /** One more answer is overdue. */
  becameLate(): void {
    this.overdue++;
  }

  /** One that was overdue has come, or was given up. */
  cameAfterAll(): void {
    this.overdue--;
  }

  /** Counting is shared from now on. */
  up(): void {
    if (!this.away) return;
    this.degraded += this.clock.monotonic() - this.awaySince;
    this.away = false;
    this.logger.info({}, `throttle limits are counted together${this.wasUp ? " again" : ""}`);
    this.wasUp = true;
  }

  /** Counting is not shared until `up` is called. */
  down(problem: string): void {
    if (this.away) return;
    const now = this.clock.monotonic();
    this.degraded -= Math.max(0, this.closedUntil - now);
    this.closedUntil = Number.NEGATIVE_INFINITY;
    this.awaySince = now;
    this.away = true;
    this.logger.warn({ problem }, "throttle limits are not counted together: each gateway admits its share");
  }

  /** Redis was wiped: some counters are not shared for this many milliseconds. */
  closed(milliseconds: number): void {
    const now = this.clock.monotonic();
    const until = now + milliseconds;
    if (this.away || until <= this.closedUntil + 1) return;
    if (now >= this.closedUntil)
      this.logger.warn({}, "Redis has forgotten what was counted: each gateway admits its share meanwhile");
    this.degraded += until - Math.max(now, this.closedUntil);
    this.closedUntil = until;
  }
}
