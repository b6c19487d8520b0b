import type { Clock } from "../clock.js";

/** A timer that is later than this shows that the event loop was busy. */
const BUSY_MILLISECONDS = 10;

/**
 * Calls `late` when an answer is overdue: `milliseconds` after its question was written, which a busy event loop delays. When the loop was
 * busy at the end of that time, it gets a little more; and it always gets the chance to read what has arrived.
 */
export class Overdue {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly clock: Clock,
    milliseconds: number,
    private readonly late: () => void,
  ) {
    setImmediate(() => this.wait(milliseconds));
  }

  /** The answer has come, or is no longer waited for. */
  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private wait(milliseconds: number): void {
    if (this.isOver) return;
    const due = this.clock.monotonic() + milliseconds;
    this.timer = setTimeout(() => {
      const wasBusy = this.clock.monotonic() - due > BUSY_MILLISECONDS;
      setImmediate(() => {
        if (wasBusy) this.wait(BUSY_MILLISECONDS);
        else if (!this.isOver) this.late();
      });
    }, milliseconds);
  }
}
