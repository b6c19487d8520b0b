import { AdmissionLog, type createLogRoom, type LimitRule, type ThrottleState } from "@latchkey/enforcement";
import { type Batch, type Lease, STALE } from "./batch.js";
import { holdOf, isSmall, nextSize } from "./batch-size.js";
import { counterKeys, partOf } from "./keys.js";
import { longEnough } from "./margin.js";

/** A request that waits for Redis since `at` (monotonic), when the wall clock showed `now`. */
export interface Waiter {
  at: number;
  now: number;
  resolve(state: ThrottleState): void;
}

/** The state of a counter by Redis. Times in milliseconds from the answer. */
export interface Standing {
  /** For how long nothing will be leased; 0 when the part is open. */
  closed: number;
  /** Requests in the window, leased ones included. */
  taken: number;
  /** Until one is free; 0 when one is. */
  wait: number;
  /** Until all that was taken before this question has left the window. */
  last: number;
}

/** What this gateway knows about one (Account, Api). Times are monotonic milliseconds. */
export class Ledger {
  readonly part: number;
  readonly keys: readonly [string, string, string];
  /** Everything that this gateway itself has admitted, leased or not. Times are rounded up, so that nothing leaves the window early. */
  readonly log: AdmissionLog;
  readonly waiters: Waiter[] = [];
  /** The newest rule for it; `window` in milliseconds. */
  limit = 0;
  window = 0;
  /** The lease in use, and one that was fetched in advance. */
  lease: Lease | null = null;
  next: Lease | null = null;
  /** How many requests to lease at once. */
  size = 1;
  /** Batches that Redis has not been told about yet. */
  reports: Batch[] = [];
  /** The report to which requests that are admitted without asking are added, and since when. */
  alone: Batch | null = null;
  aloneSince = 0;
  /** The version of the part's generation that all this belongs to. */
  version: number;
  /** Whether a question to Redis is open. */
  isAsking = false;
  /** Requests admitted while the answer was overdue, and when the last one was: the lease in the answer may cover them. */
  inDoubt = 0;
  inDoubtAt = 0;
  /**
   * By Redis' last answer: how many requests were free, when a slot is free for certain, when all that others had taken has left the
   * window, and from when on to ask again.
   */
  free = 0;
  slotAt = 0;
  othersAt = 0;
  askAt = 0;
  /** When that answer came. */
  heardAt = Number.NEGATIVE_INFINITY;
  /** Whether it needs work even if no more requests come. */
  isOpen = false;

  constructor(
    readonly accountId: string,
    readonly api: string,
    room: ReturnType<typeof createLogRoom>,
    version: (part: number) => number,
  ) {
    this.part = partOf(accountId, api);
    this.keys = counterKeys(this.part, accountId, api);
    this.log = new AdmissionLog(room);
    this.version = version(this.part);
  }

  isIdle(time: number): boolean {
    return !this.isOpen && !this.isAsking && this.log.isIdle(time);
  }

  /** Takes in the rule in force. A changed one holds at once: leases under the old one are returned. */
  follow(rule: LimitRule): void {
    const window = rule.windowSeconds * 1000;
    if (this.limit === rule.limit && this.window === window) return;
    this.endLeases();
    this.limit = rule.limit;
    this.window = window;
    this.size = 1;
    this.askAt = 0;
    this.heardAt = Number.NEGATIVE_INFINITY;
  }

  /** Admits one request from a lease, if one has something left. */
  take(at: number): boolean {
    let { lease } = this;
    while (lease === null || lease.used === lease.size || at >= lease.until) {
      if (!this.advance(at)) return false;
      lease = this.lease;
    }
    lease.used++;
    lease.lastUse = at;
    this.admit(at);
    return true;
  }

  /** Whether the next lease should be fetched now: a quarter of this one is left, and it is not a tiny one. */
  get isLow(): boolean {
    const { lease } = this;
    if (lease === null || this.next !== null || this.isAsking || lease.size < 8) return false;
    return (lease.size - lease.used) * 4 <= lease.size;
  }

  /** Enters an admission in the log. */
  admit(at: number): void {
    this.log.forget(Math.floor(at), this.window);
    this.log.add(Math.ceil(at + STALE), this.window);
  }

  /** Enters `many` requests that were admitted without asking in a report to Redis. */
  admitAlone(at: number, many: number, newId: () => string): void {
    if (this.alone === null || at - this.aloneSince > holdOf(this.window)) {
      this.alone = { id: newId(), used: 0, lastUse: at };
      this.aloneSince = at;
      this.reports.push(this.alone);
      this.forgetReports(at);
    }
    this.alone.used += many;
    this.alone.lastUse = at;
  }

  /** Ends the lease and goes on with the next. False when there is none. */
  advance(at: number): boolean {
    const { lease, next } = this;
    if (lease !== null) {
      this.reports.push(lease);
      this.size = nextSize(this.size, lease, this.limit, this.window, at);
    }
    this.lease = next;
    this.next = null;
    return next !== null;
  }

  /** Ends all leases, so that what is left of them is returned. */
  endLeases(): void {
    for (const lease of [this.lease, this.next]) if (lease !== null) this.reports.push(lease);
    this.lease = null;
    this.next = null;
  }

  /** Redis has forgotten what it knew: reports everything that is in the window again, in about 20 batches. */
  retell(version: number, at: number, newId: () => string): void {
    this.version = version;
    this.lease = null;
    this.next = null;
    this.alone = null;
    this.inDoubt = 0;
    this.askAt = 0;
    this.heardAt = Number.NEGATIVE_INFINITY;
    this.log.forget(Math.floor(at), this.window);
    this.reports = this.log.summary(20).map(({ count, newest }) => ({
      id: newId(),
      used: count,
      lastUse: newest,
    }));
  }

  /**
   * Takes in Redis' answer, which came at `at`. When nothing is free, the next question waits a little longer than until a slot is, so that
   * few questions get many slots.
   */
  hear({ taken, wait, last, closed }: Standing, at: number): void {
    const { limit, window } = this;
    const isShort = wait > 0 && closed === 0;
    const pause = isShort ? Math.max(wait, isSmall(limit) ? 0 : window / 400) : 0;
    this.free = Math.max(0, limit - taken);
    this.slotAt = at + (isShort ? longEnough(pause) : 0);
    this.othersAt = at + last;
    this.heardAt = at;
    this.askAt = isShort ? at + Math.min(pause, holdOf(window)) : 0;
  }

  /** Drops reports of what has left the window meanwhile. */
  forgetReports(at: number): void {
    const oldest = at - this.window - 2 * holdOf(this.window);
    this.reports = this.reports.filter(({ lastUse }) => lastUse > oldest);
  }

  /** How many requests to lease: for small limits, those that are waiting; for others `size`, if that is more. */
  get wanted(): number {
    const many = isSmall(this.limit) ? this.waiters.length : Math.max(this.size, this.waiters.length);
    return Math.min(this.limit, Math.max(1, many));
  }

  /** How many requests the leases still have room for. */
  get left(): number {
    const ofLease = this.lease === null ? 0 : this.lease.size - this.lease.used;
    return ofLease + (this.next === null ? 0 : this.next.size);
  }
}
