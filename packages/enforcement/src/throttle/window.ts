import type { LimitRule, ThrottleCounter, ThrottleState } from "../rules.js";
import { AdmissionLog } from "./admission-log.js";

/** How many counters each admission looks at for one that is idle: more than it can make, so that idle ones never pile up. */
const VISITS = 2;

/**
 * Counts in this process. At most `limit` are admitted in any trailing window `(t − window, t]`: each admission frees its slot
 * exactly one window later. A clock that steps back is taken as one that stood still meanwhile: slots are freed later, never earlier.
 */
export class WindowCounter implements ThrottleCounter {
  readonly #logs = new Map<string, Map<string, AdmissionLog>>();
  /** The same logs in a row, to look for idle ones in turn. */
  readonly #turn: AdmissionLog[] = [];
  #next = 0;
  #newest = Number.NEGATIVE_INFINITY;
  /** How much later our own time is than the clock's: the sum of its steps back. */
  #ahead = 0;

  /** How many (Account, Api) have a counter: those with an admission in their window, and a few more. */
  get size(): number {
    return this.#turn.length;
  }

  spend(accountId: string, api: string, rule: LimitRule, now: number): ThrottleState {
    const time = this.#timeAt(now);
    this.#release(time, VISITS);
    const log = this.#find(accountId, api) ?? this.#add(accountId, api);
    log.forget(time, rule.windowSeconds * 1000);
    const admitted = log.count < rule.limit;
    if (admitted) log.add(time);
    return this.#state(log, rule, time, admitted);
  }

  peek(accountId: string, api: string, rule: LimitRule, now: number): ThrottleState {
    const time = this.#timeAt(now);
    const log = this.#find(accountId, api);
    if (log === undefined)
      return { admitted: rule.limit > 0, remaining: rule.limit, resetAt: now, retryAfter: 0 };
    log.forget(time, rule.windowSeconds * 1000);
    return this.#state(log, rule, time, log.count < rule.limit);
  }

  /** Releases every counter that is idle at `now`: for a timer, where no more requests may come. */
  releaseIdle(now: number): void {
    this.#release(this.#timeAt(now), this.#turn.length);
  }

  #timeAt(now: number): number {
    if (now + this.#ahead < this.#newest) this.#ahead = this.#newest - now;
    this.#newest = now + this.#ahead;
    return this.#newest;
  }

  #state(
    log: AdmissionLog,
    { limit, windowSeconds }: LimitRule,
    time: number,
    admitted: boolean,
  ): ThrottleState {
    const window = windowSeconds * 1000;
    const excess = log.count - limit;
    return {
      admitted,
      remaining: Math.max(0, -excess),
      resetAt: (log.count === 0 ? time : log.newest + window) - this.#ahead,
      retryAfter: excess < 0 ? 0 : log.timeOf(excess) + window - time,
    };
  }

  #find(accountId: string, api: string): AdmissionLog | undefined {
    return this.#logs.get(api)?.get(accountId);
  }

  #add(accountId: string, api: string): AdmissionLog {
    const ofApi = this.#logs.get(api) ?? new Map<string, AdmissionLog>();
    const log = new AdmissionLog(accountId, api);
    this.#logs.set(api, ofApi);
    ofApi.set(accountId, log);
    this.#turn.push(log);
    return log;
  }

  /** Looks at the next `visits` counters in turn, and drops those whose window is empty. */
  #release(time: number, visits: number): void {
    for (let visit = 0; visit < visits && this.#turn.length > 0; visit++) {
      if (this.#next >= this.#turn.length) this.#next = 0;
      const log = this.#turn[this.#next];
      if (log === undefined || !log.isIdle(time)) {
        this.#next++;
        continue;
      }
      const last = this.#turn.pop();
      if (last !== undefined && last !== log) this.#turn[this.#next] = last;
      const ofApi = this.#logs.get(log.api);
      ofApi?.delete(log.accountId);
      if (ofApi?.size === 0) this.#logs.delete(log.api);
    }
  }
}
