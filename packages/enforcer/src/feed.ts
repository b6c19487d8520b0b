import type { Clock } from "./clock.js";
import type { Lease } from "./lease.js";
import type { Logger } from "./logger.js";
import { problemOf } from "./problem.js";

interface FeedOptions {
  clock: Clock;
  logger: Logger;
  lease: Lease;
  /** From the start of one pull to the start of the next. */
  pollMilliseconds: number;
  /** Reads what has changed. Rejects when the database does not answer. */
  pull(): Promise<unknown>;
  /** After each good pull. */
  onPulled(): void;
}

/** The longest pause between tries while the database is away. */
const BACKOFF_MILLISECONDS = 1_000;
/** A continuing failure is logged this often. */
const COMPLAIN_MILLISECONDS = 10_000;

/** Pulls at each interval and on hints. While the database is away, the pauses grow and are randomised. */
export class Feed {
  /** Resolves after the first full load. */
  readonly ready: Promise<void>;
  private markReady: () => void = () => {};
  private isReady = false;
  private isClosed = false;
  private failures = 0;
  private complainedAt: number | null = null;
  private complaint = "";
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(private readonly options: FeedOptions) {
    this.ready = new Promise((resolve) => {
      this.markReady = resolve;
    });
  }

  /** Resolves after a pull that began no earlier than this call, whether it succeeded or failed. Concurrent callers share one. */
  pull(): Promise<void> {
    if (!this.running) {
      this.running = this.turn().finally(() => {
        this.running = null;
      });
      return this.running;
    }
    this.next ??= this.running.then(() => {
      this.next = null;
      return this.pull();
    });
    return this.next;
  }

  /** There may be a change: pulls now. Ignored while the database is away, when the pauses keep many gateways from rushing at it. */
  hint(): void {
    if (this.failures === 0) void this.pull();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async turn(): Promise<void> {
    if (this.isClosed) return;
    clearTimeout(this.timer);
    const { clock, lease } = this.options;
    const start = clock.monotonic();
    try {
      await this.options.pull();
      lease.renew(start);
      this.succeeded();
      this.options.onPulled();
    } catch (error) {
      this.failed(error);
    }
    if (!this.isClosed)
      this.timer = setTimeout(() => void this.pull(), this.pause(clock.monotonic() - start));
  }

  private succeeded(): void {
    if (this.complainedAt !== null) this.options.logger.info({}, "the database answers again");
    this.complainedAt = null;
    this.failures = 0;
    if (!this.isReady) this.markReady();
    this.isReady = true;
  }

  private failed(error: unknown): void {
    const { clock, logger } = this.options;
    this.failures++;
    const now = clock.monotonic();
    const consequence = this.consequence();
    const isKnown = consequence === this.complaint;
    if (isKnown && this.complainedAt !== null && now - this.complainedAt < COMPLAIN_MILLISECONDS) return;
    this.complainedAt = now;
    this.complaint = consequence;
    logger.warn({ problem: problemOf(error) }, consequence);
  }

  private consequence(): string {
    if (!this.isReady) return "waiting for the database and its migrations; until then every answer is 503";
    return this.options.lease.holds()
      ? "the database does not answer: going on with the rules that are known until the lease ends"
      : "the database does not answer, and the lease is over: until it does, every answer is 503";
  }

  private pause(taken: number): number {
    const { pollMilliseconds } = this.options;
    if (this.failures === 0) return Math.max(pollMilliseconds / 10, pollMilliseconds - taken);
    const longest = Math.min(BACKOFF_MILLISECONDS, pollMilliseconds * 2 ** Math.min(this.failures, 10));
    return longest * (0.5 + Math.random() / 2);
  }
}
