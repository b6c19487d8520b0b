import { setTimeout as sleep } from "node:timers/promises";
import type { Counted, LimitRule, ThrottleCounter, ThrottleState } from "@latchkey/enforcement";
import type { Clock } from "../clock.js";
import type { Logger } from "../logger.js";
import type { RedisConnection } from "../redis/connection.js";
import { Asking } from "./asking.js";
import { Book } from "./book.js";
import { longEnough } from "./clock-margins.js";
import { Generations } from "./generations.js";
import { Health } from "./health.js";
import { Heartbeat } from "./heartbeat.js";
import type { Ledger, Waiter } from "./ledger.js";
import { OneReading } from "./one-reading.js";
import { OwnShare } from "./own-share.js";
import { admittedState, deniedState, shareState } from "./states.js";
import { ThrottleStats } from "./stats.js";
import { sweep } from "./sweep.js";

interface SharedCounterOptions {
  redis: RedisConnection;
  clock: Clock;
  logger: Logger;
  /** How many gateways count together, this one included, and the position of this one, from 0, in an order that all agree on. */
  gateways(): { count: number; position: number };
  /** How long a request waits for Redis at most, milliseconds. After four times as long again, Redis counts as away. Default 30. */
  patience?: number;
}

const PATIENCE_MILLISECONDS = 30;
const SWEEP_MILLISECONDS = 100;

/**
 * Counts together with all gateways that use the same Redis or cluster: they admit at most `limit` requests in any trailing window, by
 * Redis' clock. While Redis is away each gateway admits its share. How it works: docs/throttle-protocol.md; why it is
 * strict: docs/adr/0013-shared-throttle.md.
 */
export class SharedCounter implements ThrottleCounter {
  readonly stats = new ThrottleStats();
  readonly health: Health;
  private readonly generations = new Generations();
  private readonly book = new Book(this.generations);
  private readonly heartbeat: Heartbeat;
  private readonly share: OwnShare;
  private readonly asking: Asking;
  private readonly reading: OneReading;
  private readonly sweeping: NodeJS.Timeout;

  constructor(private readonly options: SharedCounterOptions) {
    const { redis, clock, logger, gateways, patience = PATIENCE_MILLISECONDS } = options;
    const { generations, book, stats } = this;
    const health = new Health(clock, logger);
    const onForgotten = () => book.forgotten();
    const toRedis = { redis, clock, patience, health, generations };
    const heartbeat = new Heartbeat({ ...toRedis, onForgotten });
    const onNews = (ledger: Ledger) => this.serve(ledger);
    this.asking = new Asking({ ...toRedis, heartbeat, book, stats, onNews });
    this.health = health;
    this.heartbeat = heartbeat;
    this.share = new OwnShare({ gateways, book, stats });
    this.reading = new OneReading(clock);
    this.sweeping = setInterval(() => this.sweep(), SWEEP_MILLISECONDS);
  }

  /** How many (Account, Api) have a counter in memory. */
  get size(): number {
    return this.book.size;
  }

  /** Resolves when counting is shared, or when Redis was not found within a second. */
  get ready(): Promise<void> {
    return this.heartbeat.ready;
  }

  spend(
    { accountId }: Counted,
    api: string,
    rule: LimitRule,
    now: number,
  ): ThrottleState | Promise<ThrottleState> {
    const at = this.reading.of(now);
    const ledger = this.book.use(accountId, api, rule, at);
    const state = this.spendNow(ledger, at, now);
    if (state !== null) {
      if (ledger.isLow && at >= ledger.heard.askAt && !this.isByShare(ledger, at))
        this.asking.ask(ledger, ledger.wanted);
      return state;
    }
    return new Promise((resolve) => {
      ledger.waiters.push({ at, now, resolve });
      if (!ledger.isAsking) this.asking.ask(ledger, ledger.wanted);
    });
  }

  async peek({ accountId }: Counted, api: string, rule: LimitRule, now: number): Promise<ThrottleState> {
    const { clock } = this.options;
    const at = clock.monotonic();
    const ledger = this.book.peek(accountId, api, rule, at);
    const answer = this.isByShare(ledger, at) ? null : await this.asking.look(ledger, at);
    const later = clock.monotonic();
    ledger.log.forget(Math.floor(later), ledger.window);
    if (answer === null) {
      const share = this.share.of(ledger);
      return shareState(ledger, share, ledger.log.count < share, later, now);
    }
    const remaining = Math.max(0, ledger.limit - answer.taken) + ledger.leases.left;
    const resetAt = answer.taken === 0 ? now : now + answer.last;
    return {
      admitted: remaining > 0,
      remaining,
      resetAt,
      retryAfter: remaining > 0 ? 0 : longEnough(answer.wait),
    };
  }

  admitted({ accountId }: Counted, api: string, rule: LimitRule, _now: number): number {
    const ledger = this.book.find(accountId, api);
    if (ledger === undefined) return 0;
    ledger.log.forget(Math.floor(this.options.clock.monotonic()), rule.windowSeconds * 1000);
    return ledger.log.count;
  }

  /** Releases every counter that is idle: to be called by a timer. */
  releaseIdle(): void {
    this.book.releaseIdle(this.options.clock.monotonic());
  }

  /** Stops counting and returns leases that are not used up. Takes a fifth of a second at most. */
  async close(): Promise<void> {
    clearInterval(this.sweeping);
    this.heartbeat.close();
    const at = this.options.clock.monotonic();
    for (const ledger of this.book.open) {
      ledger.leases.end();
      if (!this.isByShare(ledger, at) && !ledger.reports.isEmpty) this.asking.ask(ledger, 0);
    }
    for (let tries = 0; tries < 20 && [...this.book.open].some(({ isAsking }) => isAsking); tries++)
      await sleep(10);
  }

  /** Whether this gateway decides within its share: Redis is away, or gives no leases of this part yet. */
  private isByShare(ledger: Ledger, at: number): boolean {
    return this.health.isAway || this.generations.isClosed(ledger.part, at);
  }

  /** Decides without waiting; null when Redis must be asked first. */
  private spendNow(ledger: Ledger, at: number, now: number): ThrottleState | null {
    if (this.isByShare(ledger, at)) return this.share.spend(ledger, at, now);
    if (ledger.take(at)) {
      this.stats.shared++;
      return admittedState(ledger, at, now);
    }
    if (at < ledger.heard.askAt) {
      this.stats.shared++;
      return deniedState(ledger, at, now);
    }
    return this.health.mode === "late" ? this.share.spendInDoubt(ledger, at, now) : null;
  }

  /** Answers the requests that wait, in their order, as far as possible now. */
  private serve(ledger: Ledger): void {
    const { waiters } = ledger;
    let served = 0;
    for (; served < waiters.length; served++) {
      const waiter = waiters[served];
      const state = waiter && this.spendLate(ledger, waiter);
      if (!state) break;
      waiter.resolve(state);
    }
    waiters.splice(0, served);
    if (waiters.length > 0 && !ledger.isAsking) this.asking.ask(ledger, ledger.wanted);
  }

  private spendLate(ledger: Ledger, waiter: Waiter): ThrottleState | null {
    const at = this.options.clock.monotonic();
    return this.spendNow(ledger, at, waiter.now + at - waiter.at);
  }

  private sweep(): void {
    const at = this.options.clock.monotonic();
    this.reading.forget();
    this.book.retellSome(at);
    if (this.health.mode === "up") sweep(this.book, this.asking, at);
  }
}
