import type { LimitRule, LocalCounter, ThrottleState } from "../rules.js";
import { AdmissionLog } from "./admission-log.js";
import { CounterMap } from "./counter-map.js";

/** One counter is looked at for being idle every so many calls: each look is at memory that this call does not need. */
const PAUSE = 8;
/** A clock that goes back by more than this, in milliseconds, was set back; by less, it jitters. */
const STEP = 1000;

/**
 * Counts in this process. At most `limit` are admitted in any trailing window `(t − window, t]`: each admission frees its slot
 * exactly one window later, by the clock of `now` (milliseconds; whole ones cost the least memory). A clock that goes back
 * never frees a slot early: over a jitter our time stands still, and a clock that was set back goes on from where it was.
 * A window that grows counts only what the smaller one had not forgotten yet.
 */
export class WindowCounter implements LocalCounter {
  readonly #logs = new CounterMap<AdmissionLog>();
  #calls = 0;
  /** Our time: it begins at 0, since small numbers cost the least to keep, and never goes back. */
  #time = 0;
  /** What our time is more than the clock's: another number once that was set back. */
  #shift = Number.NaN;

  /** How many (Account, Api) have a counter: those with an admission in their window, and a few more. */
  get size(): number {
    return this.#logs.size;
  }

  spend(accountId: string, api: string, rule: LimitRule, now: number): ThrottleState {
    this.#follow(now);
    if (++this.#calls % PAUSE === 0) this.#logs.release(1, this.#time);
    const log = this.#logs.find(accountId, api) ?? this.#add(accountId, api);
    log.forget(this.#time, rule.windowSeconds * 1000);
    const admitted = log.count < rule.limit;
    if (admitted) log.add(this.#time);
    return this.#state(log, rule, now, admitted);
  }

  peek(accountId: string, api: string, rule: LimitRule, now: number): ThrottleState {
    this.#follow(now);
    const log = this.#logs.find(accountId, api);
    if (log === undefined)
      return { admitted: rule.limit > 0, remaining: rule.limit, resetAt: now, retryAfter: 0 };
    log.forget(this.#time, rule.windowSeconds * 1000);
    return this.#state(log, rule, now, log.count < rule.limit);
  }

  admitted(accountId: string, api: string, rule: LimitRule, now: number): number {
    this.#follow(now);
    const log = this.#logs.find(accountId, api);
    if (log === undefined) return 0;
    log.forget(this.#time, rule.windowSeconds * 1000);
    return log.count;
  }

  /** Releases every counter that is idle at `now`: for a timer, where no more requests may come. */
  releaseIdle(now: number): void {
    this.#follow(now);
    this.#logs.releaseIdle(this.#time);
  }

  #follow(now: number): void {
    if (!(now + this.#shift >= this.#time - STEP)) this.#shift = this.#time - now;
    this.#time = Math.max(this.#time, now + this.#shift);
  }

  #state(
    log: AdmissionLog,
    { limit, windowSeconds }: LimitRule,
    now: number,
    admitted: boolean,
  ): ThrottleState {
    const window = windowSeconds * 1000;
    const excess = log.count - limit;
    return {
      admitted,
      remaining: Math.max(0, -excess),
      resetAt: log.count === 0 ? now : log.newest + window - this.#shift,
      retryAfter: excess < 0 ? 0 : log.timeOf(excess) + window - this.#shift - now,
    };
  }

  #add(accountId: string, api: string): AdmissionLog {
    const log = new AdmissionLog(accountId, api);
    this.#logs.add(log, this.#time);
    return log;
  }
}
