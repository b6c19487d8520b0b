import {
  type Counted,
  type LimitRule,
  type LocalCounter,
  type ThrottleState,
  WindowCounter,
} from "@latchkey/enforcement";
import type { Clock } from "../clock.js";
import { OneReading } from "./one-reading.js";

/** Counts in this process alone, by the monotonic clock: a wall clock that is set forward would free slots early. What it tells are moments of the wall clock. */
export class SteadyCounter implements LocalCounter {
  private readonly counter = new WindowCounter();
  private readonly reading: OneReading;

  constructor(clock: Clock) {
    this.reading = new OneReading(clock);
  }

  /** How many (Account, Api) have a counter. */
  get size(): number {
    return this.counter.size;
  }

  spend(account: Counted, api: string, rule: LimitRule, now: number): ThrottleState {
    const at = this.timeAt(now);
    return onWall(this.counter.spend(account, api, rule, at), now - at);
  }

  peek(account: Counted, api: string, rule: LimitRule, now: number): ThrottleState {
    const at = this.timeAt(now);
    return onWall(this.counter.peek(account, api, rule, at), now - at);
  }

  admitted(account: Counted, api: string, rule: LimitRule, now: number): number {
    return this.counter.admitted(account, api, rule, this.timeAt(now));
  }

  releaseIdle(now: number): void {
    this.counter.releaseIdle(this.timeAt(now));
  }

  /** Whole milliseconds, which cost the counter the least memory. */
  private timeAt(now: number): number {
    return Math.floor(this.reading.of(now));
  }
}

/** The state is the caller's own: each call makes a new one. */
function onWall(state: ThrottleState, ahead: number): ThrottleState {
  state.resetAt += ahead;
  return state;
}
