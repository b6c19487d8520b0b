import type { Clock } from "../clock.js";

const BUSY_MILLISECONDS = 10;

/**
 * Tells when an answer is overdue: `milliseconds` after its question was written, which a busy event loop puts off. Was the loop busy
 * when that time was over, then it is given some more, and in any case its chance to read what has come.
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

  /** The answer is there, or is not waited for any more. */
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
