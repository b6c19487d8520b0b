import type { Counted, LimitRule, LocalCounter, ThrottleState } from "../rules.js";
import { AdmissionLog, createLogRoom } from "./admission-log.js";
import { LogPlaces } from "./log-places.js";

/** Every so many calls, one counter is checked for being idle. Not at each, since the check reads memory that the call does not need. */
const PAUSE = 8;
/** Milliseconds. A clock that goes back by more was set back; by less, it jitters. */
const STEP = 1000;

/**
 * Counts in this process. At most `limit` requests are admitted in any trailing window `(t − window, t]`: each frees its slot exactly
 * one window later, by the clock of `now` (milliseconds; whole ones cost the least memory). A clock that goes back never frees a slot
 * early: during a jitter the counter's time stands still, and after the clock was set back it goes on from where it was.
 * When a limit's window is made longer, admissions that the shorter one has forgotten stay forgotten.
 */
export class WindowCounter implements LocalCounter {
  readonly #room = createLogRoom();
  /** A cursor, moved to the log that a call is about. */
  readonly #log = new AdmissionLog(this.#room);
  /** A second cursor, for the logs that are checked in turn. */
  readonly #visited = new AdmissionLog(this.#room);
  readonly #places = new LogPlaces((place) => this.#endIfIdle(place));
  #calls = 0;
  /** The counter's own time: starts at 0, since small numbers cost the least to store, and never goes back. */
  #time = 0;
  /** The counter's time minus the clock's: changes when the clock was set back. */
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

  /** Releases every counter that is idle at `now`: to be called by a timer, since there may be no more requests. */
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

  /** Moves the cursor to the log of (Account, Api), with only the admissions in the window left. */
  #logOf({ accountNumber }: Counted, api: string, { windowSeconds }: LimitRule): AdmissionLog {
    const place = this.#places.find(accountNumber, api);
    const log = this.#log.moveTo(place);
    log.forget(this.#time, windowSeconds * 1000);
    if (log.place !== place) this.#places.set(accountNumber, api, log.place);
    return log;
  }
}
