import { AdmissionLog, type createLogRoom, type LimitRule, type ThrottleState } from "@latchkey/enforcement";
import { type Batch, type Lease, STALE } from "./batch.js";
import { holdOf, isSmall, nextSize } from "./batch-size.js";
import { counterKeys, partOf } from "./keys.js";
import { longEnough } from "./margin.js";

/** Somebody who waits for an answer from Redis, since `at`, when the wall clock said `now`. */
export interface Waiter {
  at: number;
  now: number;
  resolve(state: ThrottleState): void;
}

/** How a counter stands by Redis' word, milliseconds. */
export interface Standing {
  /** For how long none of it may be leased. */
  closed: number;
  taken: number;
  /** Until one is free; 0: one is. */
  wait: number;
  /** Until all that was there before has fallen out. */
  last: number;
}

/** What this gateway knows of one (Account, Api). Times are monotonic milliseconds. */
export class Ledger {
  readonly part: number;
  readonly keys: readonly [string, string, string];
  /** All that this gateway itself has admitted, whoever was asked. Rounded up, so that nothing falls out early. */
  readonly log: AdmissionLog;
  readonly waiters: Waiter[] = [];
  /** Of the newest rule that was asked about. */
  limit = 0;
  window = 0;
  /** In use, and what follows it. */
  lease: Lease | null = null;
  next: Lease | null = null;
  /** How many are leased at once. */
  size = 1;
  /** What Redis must still hear. */
  reports: Batch[] = [];
  /** The newest of them, when it is one that grows: admitted without asking. */
  alone: Batch | null = null;
  aloneSince = 0;
  /** Which generation of the part all this belongs to. */
  version: number;
  /** Redis is being asked. */
  isAsking = false;
  /** Admitted while that answer was overdue: it may cover them. */
  inDoubt = 0;
  inDoubtAt = 0;
  /** By Redis' last answer: how many were free, when one surely is, from when all else has fallen out; and when to ask again. */
  free = 0;
  slotAt = 0;
  othersAt = 0;
  askAt = 0;
  /** When that answer came. */
  heardAt = Number.NEGATIVE_INFINITY;
  /** Something is to be done about it even if no more requests come. */
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

  /** A changed limit holds at once: what was leased under the old one goes back. */
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

  /** Admits one out of what is leased, if something is left. */
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

  /** Whether the next lease is to be fetched before this one is used up. */
  get isLow(): boolean {
    const { lease } = this;
    if (lease === null || this.next !== null || this.isAsking || lease.size < 8) return false;
    return (lease.size - lease.used) * 4 <= lease.size;
  }

  /** Remembers an admission. */
  admit(at: number): void {
    this.log.forget(Math.floor(at), this.window);
    this.log.add(Math.ceil(at + STALE), this.window);
  }

  /** Admitted without asking: Redis will hear of it. */
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

  /** Ends a lease that has nothing left, and goes on with the next. False: there is none. */
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

  endLeases(): void {
    for (const lease of [this.lease, this.next]) if (lease !== null) this.reports.push(lease);
    this.lease = null;
    this.next = null;
  }

  /** Redis has forgotten what it knew: everything that is in the window must be told again. */
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
   * Takes in how it stands, by an answer that came at `at`. A shortage is asked about again a little later than it ends, so that few
   * answers give much.
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

  /** Drops reports of what has fallen out of the window meanwhile. */
  forgetReports(at: number): void {
    const oldest = at - this.window - 2 * holdOf(this.window);
    this.reports = this.reports.filter(({ lastUse }) => lastUse > oldest);
  }

  /** How many requests a lease is asked for: small limits for those that wait, others for some more. */
  get wanted(): number {
    const many = isSmall(this.limit) ? this.waiters.length : Math.max(this.size, this.waiters.length);
    return Math.min(this.limit, Math.max(1, many));
  }

  get left(): number {
    const ofLease = this.lease === null ? 0 : this.lease.size - this.lease.used;
    return ofLease + (this.next === null ? 0 : this.next.size);
  }
}
