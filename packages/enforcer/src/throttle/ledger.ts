import { AdmissionLog, type createLogRoom, type LimitRule, type ThrottleState } from "@latchkey/enforcement";
import type { Lease } from "./batch.js";
import { STALE } from "./clock-margins.js";
import { type Heard, hear, NOTHING_HEARD, type Standing } from "./heard.js";
import { isSmall } from "./lease-size.js";
import { Leases } from "./leases.js";
import { counterKeys, partOf } from "./redis-keys.js";
import { Reports } from "./reports.js";

/** A request that waits for Redis since `at` (monotonic), when the wall clock showed `now`. */
export interface Waiter {
  at: number;
  now: number;
  resolve(state: ThrottleState): void;
}

/** In about how many batches Redis is told again what it has forgotten. */
const RETOLD_IN = 20;

/** What this gateway knows about the counter of one (Account, Api). */
export class Ledger {
  readonly part: number;
  /** Of the counter in Redis. */
  readonly keys: readonly [string, string, string];
  /** Everything that this gateway itself has admitted, leased or not. Times are rounded up, so that nothing leaves the window early. */
  readonly log: AdmissionLog;
  readonly reports = new Reports();
  readonly leases = new Leases(this.reports);
  readonly waiters: Waiter[] = [];
  /** The limit in force; `window` in milliseconds. */
  limit = 0;
  window = 0;
  /** Redis' last answer under that limit. */
  heard: Heard = NOTHING_HEARD;
  /** Requests admitted while the answer was overdue, and when the last one was: the lease in the answer may cover them. */
  inDoubt = 0;
  inDoubtAt = 0;
  /** The version of the part's generation that all this belongs to. */
  version: number;
  /** Whether a question to Redis is open. */
  isAsking = false;
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
    this.leases.end();
    this.limit = rule.limit;
    this.window = window;
    this.heard = NOTHING_HEARD;
  }

  /** Admits one request from a lease, if one has something left. */
  take(at: number): boolean {
    if (!this.leases.take(at, this)) return false;
    this.admit(at);
    return true;
  }

  /** Enters an admission in the log. */
  admit(at: number): void {
    this.log.forget(Math.floor(at), this.window);
    this.log.add(Math.ceil(at + STALE), this.window);
  }

  /** Whether the next lease should be fetched in advance now. */
  get isLow(): boolean {
    return !this.isAsking && this.leases.isLow;
  }

  /** How many requests to lease: for small limits, those that are waiting; for others more, if more were used lately. */
  get wanted(): number {
    const waiting = this.waiters.length;
    const many = isSmall(this.limit) ? waiting : Math.max(this.leases.size, waiting);
    return Math.min(this.limit, Math.max(1, many));
  }

  /** Takes in Redis' answer, which came at `at`. */
  hear(standing: Standing, at: number): void {
    this.heard = hear(standing, this, at);
  }

  /** The next question need not wait. */
  askSoon(): void {
    this.heard = { ...this.heard, askAt: 0 };
  }

  /** Takes what was admitted while the answer was overdue out of the lease in it (null: none). Gives how many that does not cover. */
  settleDoubt(lease: Lease | null): number {
    const { inDoubt, inDoubtAt } = this;
    this.inDoubt = 0;
    if (inDoubt === 0 || lease === null || inDoubtAt >= lease.until) return inDoubt;
    lease.used = Math.min(inDoubt, lease.size);
    lease.lastUse = inDoubtAt;
    return inDoubt - lease.used;
  }

  /** Redis has forgotten what it knew: reports everything that is in the window again. */
  retell(version: number, at: number, newId: () => string): void {
    this.version = version;
    this.leases.forget();
    this.inDoubt = 0;
    this.heard = NOTHING_HEARD;
    this.log.forget(Math.floor(at), this.window);
    const summary = this.log.summary(RETOLD_IN);
    this.reports.replace(summary.map(({ count, newest }) => ({ id: newId(), used: count, lastUse: newest })));
  }
}
