import type { Counted, LimitRule, LocalCounter, ThrottleState } from "../rules.js";
import { AdmissionLog, createLogRoom } from "./admission-log.js";
import { LogPlaces } from "./log-places.js";

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
  readonly #room = createLogRoom();
  /** One for all: it is moved to the log that a call is about. */
  readonly #log = new AdmissionLog(this.#room);
  /** The same for those that are looked at in turn. */
  readonly #visited = new AdmissionLog(this.#room);
  readonly #places = new LogPlaces((place) => this.#endIfIdle(place));
  #calls = 0;
  /** Our time: it begins at 0, since small numbers cost the least to keep, and never goes back. */
  #time = 0;
  /** What our time is more than the clock's: another number once that was set back. */
  #shift = Number.NaN;

  /** How many (Account, Api) have a counter: those with an admission in their window, and a few more. */
  get size(): number {
    return this.#places.size;
  }

  spend(account: Counted, api: string, rule: LimitRule, now: number): ThrottleState {
    this.#follow(now);
    if (++this.#calls % PAUSE === 0) this.#places.release(1);
    const log = this.#logOf(account, api, rule);
    const admitted = log.count < rule.limit;
    if (admitted) {
      const { place } = log;
      log.add(this.#time, rule.windowSeconds * 1000);
      if (log.place !== place) this.#places.set(account.accountNumber, api, log.place);
    }
    return this.#state(log, rule, now, admitted);
  }

  peek(account: Counted, api: string, rule: LimitRule, now: number): ThrottleState {
    this.#follow(now);
    const log = this.#logOf(account, api, rule);
    return this.#state(log, rule, now, log.count < rule.limit);
  }

  admitted(account: Counted, api: string, rule: LimitRule, now: number): number {
    this.#follow(now);
    return this.#logOf(account, api, rule).count;
  }

  /** Releases every counter that is idle at `now`: for a timer, where no more requests may come. */
  releaseIdle(now: number): void {
    this.#follow(now);
    this.#places.releaseIdle();
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
      retryAfter: excess < 0 || log.count === 0 ? 0 : log.timeOf(excess) + window - this.#shift - now,
    };
  }

  #endIfIdle(place: number): boolean {
    const isIdle = this.#visited.moveTo(place).isIdle(this.#time);
    if (isIdle) this.#visited.end();
    return isIdle;
  }

  /** What is in the window now. */
  #logOf({ accountNumber }: Counted, api: string, { windowSeconds }: LimitRule): AdmissionLog {
    const place = this.#places.find(accountNumber, api);
    const log = this.#log.moveTo(place);
    log.forget(this.#time, windowSeconds * 1000);
    if (log.place !== place) this.#places.set(accountNumber, api, log.place);
    return log;
  }
}
