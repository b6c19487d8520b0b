import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Counted,
  createLogRoom,
  type LimitRule,
  type ThrottleCounter,
  type ThrottleState,
} from "@latchkey/enforcement";
import type { Clock } from "../clock.js";
import type { Logger } from "../logger.js";
import type { RedisConnection } from "../redis/connection.js";
import { type Lease, leftOf, mustBeTold } from "./batch.js";
import { holdOf } from "./batch-size.js";
import { type Answer, endOfLease, exchange, type Question } from "./exchange.js";
import { Generations } from "./generations.js";
import { Health } from "./health.js";
import { Heartbeat } from "./heartbeat.js";
import { Ledger, type Waiter } from "./ledger.js";
import { Ledgers } from "./ledgers.js";
import { longEnough } from "./margin.js";
import { Overdue } from "./overdue.js";
import { shareOf } from "./share.js";
import { admittedState, deniedState, shareState } from "./states.js";
import { ThrottleStats } from "./stats.js";

export interface SharedCounterOptions {
  redis: RedisConnection;
  clock: Clock;
  logger: Logger;
  /** How many count together, this one included, and which of them this one is, from 0, in an order that all agree on. */
  gateways(): { count: number; position: number };
  /** The longest that a request waits for Redis, milliseconds. Overdue for four times as long, it is away. Default 30. */
  patience?: number;
}

const PATIENCE_MILLISECONDS = 30;
/** For requests that wait already: the lease is used as soon as it comes. */
const SHORT_HOLD = 100;
const SWEEP_MILLISECONDS = 100;
const SWEEP_MOST = 1_000;

interface Call {
  question: Question;
  limit: number;
  window: number;
  version: number;
  isLate: boolean;
  isOver: boolean;
  waiting: Overdue | null;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Counts together with all who use the same Redis or cluster: at most `limit` in any trailing window over all of them, by Redis' clock.
 * While it is away each admits its share. Docs: docs/throttle.md; why it is strict: docs/adr/0013-shared-throttle.md.
 */
export class SharedCounter implements ThrottleCounter {
  readonly stats = new ThrottleStats();
  readonly health: Health;
  private readonly room = createLogRoom();
  private readonly ledgers = new Ledgers();
  private readonly open = new Set<Ledger>();
  private readonly generations = new Generations();
  private readonly heartbeat: Heartbeat;
  private readonly name = randomBytes(6).toString("base64url");
  private readonly sweeping: NodeJS.Timeout;
  private readonly patience: number;
  /** The monotonic clock as it was last read for a request, and what the wall clock said then. */
  private readAt = 0;
  private readNow = Number.NaN;
  private ids = 0;
  /** From which ledger on it must be looked whether Redis has forgotten them. */
  private retellFrom = Number.POSITIVE_INFINITY;

  constructor(private readonly options: SharedCounterOptions) {
    const { redis, clock, logger } = options;
    this.patience = options.patience ?? PATIENCE_MILLISECONDS;
    this.health = new Health(clock, logger);
    const onForgotten = () => {
      this.retellFrom = 0;
    };
    this.heartbeat = new Heartbeat({
      redis,
      clock,
      health: this.health,
      generations: this.generations,
      onForgotten,
      patience: this.patience,
    });
    this.sweeping = setInterval(() => this.sweep(), SWEEP_MILLISECONDS);
  }

  /** How many (Account, Api) are remembered. */
  get size(): number {
    return this.ledgers.size;
  }

  /** Resolves when counting is shared, or Redis was not there in the first second. */
  get ready(): Promise<void> {
    return this.heartbeat.ready;
  }

  spend(
    { accountId }: Counted,
    api: string,
    rule: LimitRule,
    now: number,
  ): ThrottleState | Promise<ThrottleState> {
    const at = now === this.readNow ? this.readAt : this.read(now);
    const ledger = this.ledgers.find(accountId, api) ?? this.add(accountId, api, at);
    this.refresh(ledger, rule, at);
    if (this.isAlone(ledger, at)) return this.spendShare(ledger, at, now);
    if (ledger.take(at)) {
      if (ledger.isLow && at >= ledger.askAt) this.ask(ledger, ledger.wanted);
      this.stats.shared++;
      return admittedState(ledger, at, now);
    }
    if (at < ledger.askAt) {
      this.stats.shared++;
      return deniedState(ledger, at, now);
    }
    if (this.health.mode === "late") return this.spendInDoubt(ledger, at, now);
    return new Promise((resolve) => {
      ledger.waiters.push({ at, now, resolve });
      if (!ledger.isAsking) this.ask(ledger, ledger.wanted);
    });
  }

  async peek({ accountId }: Counted, api: string, rule: LimitRule, now: number): Promise<ThrottleState> {
    const { clock, redis } = this.options;
    const at = clock.monotonic();
    const ledger = this.ledgers.find(accountId, api) ?? this.newLedger(accountId, api);
    this.refresh(ledger, rule, at);
    const answer = this.isAlone(ledger, at)
      ? null
      : await this.inTime(
          exchange(redis, ledger, this.generations, { at, want: 0, id: "", hold: 0, reports: [] }),
        );
    const later = clock.monotonic();
    ledger.log.forget(Math.floor(later), ledger.window);
    if (answer === null) {
      const share = this.shareOf(ledger);
      return shareState(ledger, share, ledger.log.count < share, later, now);
    }
    const remaining = Math.max(0, ledger.limit - answer.taken) + ledger.left;
    const resetAt = answer.taken === 0 ? now : now + answer.last;
    return {
      admitted: remaining > 0,
      remaining,
      resetAt,
      retryAfter: remaining > 0 ? 0 : longEnough(answer.wait),
    };
  }

  admitted({ accountId }: Counted, api: string, rule: LimitRule, _now: number): number {
    const ledger = this.ledgers.find(accountId, api);
    if (ledger === undefined) return 0;
    ledger.log.forget(Math.floor(this.options.clock.monotonic()), rule.windowSeconds * 1000);
    return ledger.log.count;
  }

  /** Releases what is idle: for a timer. */
  releaseIdle(): void {
    this.ledgers.releaseIdle(this.options.clock.monotonic());
  }

  /** Gives back what is leased and not used; takes a fifth of a second at most. Counts no more. */
  async close(): Promise<void> {
    clearInterval(this.sweeping);
    this.heartbeat.close();
    const at = this.options.clock.monotonic();
    for (const ledger of this.open) {
      ledger.endLeases();
      if (!this.isAlone(ledger, at) && ledger.reports.length > 0) this.ask(ledger, 0);
    }
    for (let tries = 0; tries < 20 && [...this.open].some(({ isAsking }) => isAsking); tries++)
      await sleep(10);
  }

  /** Reading the clock costs a third of a decision: while the wall clock shows the same millisecond, one reading will do (see STALE). */
  private read(now: number): number {
    this.readNow = now;
    this.readAt = this.options.clock.monotonic();
    return this.readAt;
  }

  private add(accountId: string, api: string, at: number): Ledger {
    const ledger = this.newLedger(accountId, api);
    this.ledgers.add(ledger, Math.floor(at));
    return ledger;
  }

  private newLedger(accountId: string, api: string): Ledger {
    return new Ledger(accountId, api, this.room, this.generations.version);
  }

  private refresh(ledger: Ledger, rule: LimitRule, at: number): void {
    ledger.follow(rule);
    const version = this.generations.version(ledger.part);
    if (ledger.version !== version) this.retell(ledger, version, at);
  }

  private retell(ledger: Ledger, version: number, at: number): void {
    ledger.retell(version, at, this.newId);
    if (ledger.reports.length > 0) this.track(ledger);
  }

  private isAlone(ledger: Ledger, at: number): boolean {
    return this.health.isAway || this.generations.isClosed(ledger.part, at);
  }

  private readonly newId = (): string => `${this.name}:${(this.ids++).toString(36)}`;

  private track(ledger: Ledger): void {
    ledger.isOpen = true;
    this.open.add(ledger);
  }

  private shareOf({ limit }: Ledger): number {
    const { count, position } = this.options.gateways();
    return shareOf(limit, count, position);
  }

  private spendShare(ledger: Ledger, at: number, now: number): ThrottleState {
    this.stats.share++;
    return this.admitShare(ledger, this.shareOf(ledger), at, now);
  }

  private admitShare(ledger: Ledger, share: number, at: number, now: number): ThrottleState {
    ledger.log.forget(Math.floor(at), ledger.window);
    const admitted = ledger.log.count < share;
    if (admitted) {
      ledger.admit(at);
      ledger.admitAlone(at, 1, this.newId);
      this.generations.countedAlone();
      this.track(ledger);
    }
    return shareState(ledger, share, admitted, at, now);
  }

  /**
   * Redis may only be busy. What was far from its limit when last heard of goes on within this gateway's share; what was near it is
   * denied, for a moment, rather than admitted beyond the limit.
   */
  private spendInDoubt(ledger: Ledger, at: number, now: number): ThrottleState {
    this.stats.doubt++;
    const isKnown = at - ledger.heardAt < ledger.window;
    if (isKnown && ledger.free * 2 < ledger.limit) {
      const { resetAt, retryAfter } = deniedState(ledger, at, now);
      return {
        admitted: false,
        remaining: 0,
        resetAt,
        retryAfter: Math.max(1_000, retryAfter),
        decidedAt: now,
      };
    }
    if (!ledger.isAsking) return this.admitShare(ledger, this.shareOf(ledger), at, now);
    const share = this.shareOf(ledger);
    ledger.log.forget(Math.floor(at), ledger.window);
    const admitted = ledger.log.count < share;
    if (admitted) {
      ledger.admit(at);
      ledger.inDoubt++;
      ledger.inDoubtAt = at;
    }
    return shareState(ledger, share, admitted, at, now);
  }

  /** Asks Redis for a lease, and tells it what it has not heard yet. */
  private ask(ledger: Ledger, want: number): void {
    const at = this.options.clock.monotonic();
    ledger.forgetReports(at);
    const isWaitedFor = want <= ledger.waiters.length;
    const hold = isWaitedFor ? Math.min(holdOf(ledger.window), SHORT_HOLD) : holdOf(ledger.window);
    const question = { at, want, id: this.newId(), hold, reports: ledger.reports };
    ledger.alone = null;
    ledger.reports = [];
    ledger.isAsking = true;
    const { limit, window, version } = ledger;
    const state = { isLate: false, isOver: false, waiting: null, timer: undefined };
    const call: Call = { question, limit, window, version, ...state };
    this.heartbeat.touch(ledger.part);
    this.stats.questions++;
    exchange(this.options.redis, ledger, this.generations, question).then(
      (answer) => this.answered(ledger, call, answer),
      (error: unknown) => {
        this.health.down(error instanceof Error ? error.message : "?");
        this.unanswered(ledger, call);
      },
    );
    call.waiting = new Overdue(this.options.clock, this.patience, () => this.late(ledger, call));
  }

  /** The answer is overdue. The event loop has had its chance to read it. */
  private late(ledger: Ledger, call: Call): void {
    call.isLate = true;
    this.health.becameLate();
    call.timer = setTimeout(() => {
      if (call.isOver) return;
      this.health.down("it does not answer in time");
      this.unanswered(ledger, call);
    }, 4 * this.patience);
    this.serve(ledger);
  }

  private over(ledger: Ledger, call: Call): void {
    call.isOver = true;
    call.waiting?.end();
    clearTimeout(call.timer);
    if (call.isLate) this.health.cameAfterAll();
    ledger.isAsking = false;
  }

  /** Nobody knows what Redis has made of it: told again, it makes no difference, and a lease that it gave goes back. */
  private unanswered(ledger: Ledger, call: Call): void {
    if (call.isOver) return;
    this.over(ledger, call);
    const { at, want, id, reports } = call.question;
    if (ledger.version === call.version) {
      ledger.reports.unshift(...reports);
      if (want > 0) ledger.reports.push({ id, used: 0, lastUse: at });
      this.settleDoubt(ledger, null);
    }
    if (ledger.reports.length > 0) this.track(ledger);
    this.serve(ledger);
  }

  private answered(ledger: Ledger, call: Call, answer: Answer): void {
    if (call.isOver) return;
    this.over(ledger, call);
    const at = this.options.clock.monotonic();
    if (answer.closed > 0) this.health.closed(answer.closed);
    if (this.generations.learn(ledger.part, answer.generation, answer.closed, at)) this.heartbeat.forgotten();
    const version = this.versionOf(ledger);
    const isNew = ledger.version !== version;
    if (isNew && answer.granted === 0) this.retell(ledger, version, at);
    ledger.version = version;
    const isSame = ledger.limit === call.limit && ledger.window === call.window;
    const isUsable = this.takeIn(ledger, call, answer, isSame, at);
    if (isSame && !(isNew && answer.granted === 0)) ledger.hear(answer, at);
    if (!isUsable) ledger.askAt = 0;
    this.serve(ledger);
  }

  /** False: what was granted came too late, or under another limit than is in force now, and goes back. */
  private takeIn(ledger: Ledger, call: Call, { granted }: Answer, isSame: boolean, at: number): boolean {
    if (granted === 0) {
      this.settleDoubt(ledger, null);
      return true;
    }
    this.stats.leases++;
    this.stats.leased += granted;
    this.track(ledger);
    const { id } = call.question;
    const lease = { id, size: granted, used: 0, lastUse: at, since: at, until: endOfLease(call.question) };
    this.settleDoubt(ledger, lease);
    const isUsable = isSame && at < lease.until;
    if (!isUsable) ledger.reports.push(lease);
    else if (ledger.lease === null) ledger.lease = lease;
    else ledger.next = lease;
    return isUsable;
  }

  private versionOf(ledger: Ledger): number {
    return this.generations.version(ledger.part);
  }

  /** What was admitted while the answer was overdue is taken out of what it brought, and the rest told with the next question. */
  private settleDoubt(ledger: Ledger, lease: Lease | null): void {
    if (ledger.inDoubt === 0) return;
    if (lease !== null && ledger.inDoubtAt < lease.until) {
      const covered = Math.min(ledger.inDoubt, lease.size);
      lease.used = covered;
      lease.lastUse = ledger.inDoubtAt;
      ledger.inDoubt -= covered;
    }
    if (ledger.inDoubt > 0) {
      ledger.admitAlone(ledger.inDoubtAt, ledger.inDoubt, this.newId);
      this.track(ledger);
    }
    ledger.inDoubt = 0;
  }

  /** Answers those who wait, as far as that is possible now. */
  private serve(ledger: Ledger): void {
    const { waiters } = ledger;
    let served = 0;
    for (; served < waiters.length; served++) {
      const waiter = waiters[served];
      const state = waiter && this.stateFor(ledger, waiter);
      if (!state) break;
      waiter.resolve(state);
    }
    waiters.splice(0, served);
    if (waiters.length > 0 && !ledger.isAsking) this.ask(ledger, ledger.wanted);
  }

  private stateFor(ledger: Ledger, waiter: Waiter): ThrottleState | null {
    const at = this.options.clock.monotonic();
    const now = waiter.now + at - waiter.at;
    if (this.isAlone(ledger, at)) return this.spendShare(ledger, at, now);
    if (ledger.take(at)) {
      this.stats.shared++;
      return admittedState(ledger, at, now);
    }
    if (at < ledger.askAt) {
      this.stats.shared++;
      return deniedState(ledger, at, now);
    }
    return this.health.mode === "late" ? this.spendInDoubt(ledger, at, now) : null;
  }

  /** Gives back leases that ended with something left, and tells what Redis should know though no requests come. */
  private sweep(): void {
    const at = this.options.clock.monotonic();
    // A wall clock that was set back could show a millisecond twice.
    this.readNow = Number.NaN;
    this.retellSome(at);
    if (this.health.mode !== "up") return;
    let asked = 0;
    for (const ledger of this.open) {
      const { lease } = ledger;
      if (lease !== null && leftOf(lease, at) === 0) ledger.advance(at);
      if (ledger.isAsking) continue;
      if (ledger.reports.some(mustBeTold)) {
        if (asked++ >= SWEEP_MOST) break;
        this.ask(ledger, 0);
      } else if (ledger.lease === null) {
        ledger.isOpen = false;
        this.open.delete(ledger);
      }
    }
  }

  private retellSome(at: number): void {
    const all = this.ledgers.all();
    const end = Math.min(all.length, this.retellFrom + 20 * SWEEP_MOST);
    for (let next = this.retellFrom; next < end; next++) {
      const ledger = all[next];
      if (ledger && ledger.version !== this.versionOf(ledger))
        this.retell(ledger, this.versionOf(ledger), at);
    }
    this.retellFrom = end >= all.length ? Number.POSITIVE_INFINITY : end;
  }

  /** Null when it does not come in time. */
  private async inTime<T>(work: Promise<T>): Promise<T | null> {
    const limit = sleep(this.patience, null, { ref: false });
    return await Promise.race([work.catch(() => null), limit]);
  }
}
