import {
  type Counted,
  type LimitRule,
  type LocalCounter,
  type ThrottleState,
  WindowCounter,
} from "@latchkey/enforcement";
import type { Clock } from "../clock.js";

/** Counts in this process alone, by the monotonic clock: a wall clock that is set forward would free slots early. What it tells are moments of the wall clock. */
export class SteadyCounter implements LocalCounter {
  private readonly counter = new WindowCounter();
  /** The monotonic clock as it was last read, whole milliseconds, and what the wall clock said then: one reading serves a millisecond. */
  private readAt = 0;
  private readNow = Number.NaN;

  constructor(private readonly clock: Clock) {}

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

  private timeAt(now: number): number {
    if (now !== this.readNow) {
      this.readNow = now;
      this.readAt = Math.floor(this.clock.monotonic());
    }
    return this.readAt;
  }
}

/** The state is the caller's own: each call makes a new one. */
function onWall(state: ThrottleState, ahead: number): ThrottleState {
  state.resetAt += ahead;
  return state;
}
