import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../clock.js";
import { problemOf } from "../problem.js";
import type { RedisConnection } from "../redis/connection.js";
import type { Lease, WindowLimit } from "./batch.js";
import type { Book } from "./book.js";
import { type Answer, endOfLease, exchange, type Question } from "./exchange.js";
import type { Generations } from "./generations.js";
import type { Health } from "./health.js";
import type { Heartbeat } from "./heartbeat.js";
import { holdOf } from "./lease-size.js";
import type { Ledger } from "./ledger.js";
import { Overdue } from "./overdue.js";
import type { ThrottleStats } from "./stats.js";

interface AskingOptions {
  redis: RedisConnection;
  clock: Clock;
  /** Milliseconds after which an answer is overdue. After four times as long again, Redis counts as away. */
  patience: number;
  health: Health;
  heartbeat: Heartbeat;
  generations: Generations;
  book: Book;
  stats: ThrottleStats;
  /** Called when an answer has changed a ledger, is overdue, or won't come: those who wait may be served now. */
  onNews(ledger: Ledger): void;
}

/** Milliseconds for which a lease is held when requests are waiting: they use it as soon as it comes. */
const SHORT_HOLD = 100;

/** A question that is open. */
interface Call {
  question: Question;
  /** As they were when it was sent. */
  rule: WindowLimit;
  version: number;
  isLate: boolean;
  isOver: boolean;
  waiting: Overdue | null;
  timer: NodeJS.Timeout | undefined;
}

/** Asks Redis about ledgers, with one open question for each at most, and enters the answers in them. */
export class Asking {
  constructor(private readonly options: AskingOptions) {}

  /** Asks for a lease of `want` requests (0: none), and sends the reports that Redis has not had yet. */
  ask(ledger: Ledger, want: number): void {
    const { redis, clock, patience, health, heartbeat, generations, book, stats } = this.options;
    const { limit, window, version } = ledger;
    const at = clock.monotonic();
    const isWaitedFor = want <= ledger.waiters.length;
    const hold = isWaitedFor ? Math.min(holdOf(window), SHORT_HOLD) : holdOf(window);
    const question = { at, want, id: book.newId(), hold, reports: ledger.reports.take(at, window) };
    ledger.isAsking = true;
    const rule = { limit, window };
    const call: Call = {
      question,
      rule,
      version,
      isLate: false,
      isOver: false,
      waiting: null,
      timer: undefined,
    };
    heartbeat.touch(ledger.part);
    stats.questions++;
    exchange(redis, ledger, generations, question).then(
      (answer) => this.answered(ledger, call, answer),
      (error: unknown) => {
        health.down(problemOf(error));
        this.unanswered(ledger, call);
      },
    );
    call.waiting = new Overdue(clock, patience, () => this.late(ledger, call));
  }

  /** The counter's state by Redis; null when the answer is overdue. Leases nothing and reports nothing. */
  async look(ledger: Ledger, at: number): Promise<Answer | null> {
    const { redis, generations, patience } = this.options;
    const question = { at, want: 0, id: "", hold: 0, reports: [] };
    const answer = exchange(redis, ledger, generations, question).catch(() => null);
    return await Promise.race([answer, sleep(patience, null, { ref: false })]);
  }

  /** The answer is overdue, though the event loop has had its chance to read it. */
  private late(ledger: Ledger, call: Call): void {
    const { health, patience, onNews } = this.options;
    call.isLate = true;
    health.becameLate();
    call.timer = setTimeout(() => {
      if (call.isOver) return;
      health.down("it does not answer in time");
      this.unanswered(ledger, call);
    }, 4 * patience);
    onNews(ledger);
  }

  private over(ledger: Ledger, call: Call): void {
    call.isOver = true;
    call.waiting?.end();
    clearTimeout(call.timer);
    if (call.isLate) this.options.health.cameAfterAll();
    ledger.isAsking = false;
  }

  /** Redis may or may not have run the question. So its reports are sent again, which is idempotent, and a lease that it may have given is returned. */
  private unanswered(ledger: Ledger, call: Call): void {
    if (call.isOver) return;
    this.over(ledger, call);
    const { book, onNews } = this.options;
    const { at, want, id, reports } = call.question;
    if (ledger.version === call.version) {
      ledger.reports.putBack(reports);
      if (want > 0) ledger.reports.add({ id, used: 0, lastUse: at });
      book.settleDoubt(ledger, null);
    }
    if (!ledger.reports.isEmpty) book.keepOpen(ledger);
    onNews(ledger);
  }

  private answered(ledger: Ledger, call: Call, answer: Answer): void {
    if (call.isOver) return;
    this.over(ledger, call);
    const { clock, heartbeat, generations, book, onNews } = this.options;
    const at = clock.monotonic();
    const { granted, closed, generation } = answer;
    heartbeat.learn(ledger.part, generation, closed, at);
    // Redis knows nothing of the counter any more: so its answer does not tell how it stands.
    const wasForgotten = granted === 0 && book.isForgotten(ledger);
    if (wasForgotten) book.retell(ledger, at);
    ledger.version = generations.version(ledger.part);
    const isSame = ledger.limit === call.rule.limit && ledger.window === call.rule.window;
    const lease = granted === 0 ? null : leaseOf(call.question, granted, at);
    const isUsable = lease !== null && isSame && at < lease.until;
    book.settleDoubt(ledger, lease);
    if (lease !== null) this.enter(ledger, lease, isUsable);
    if (isSame && !wasForgotten) ledger.hear(answer, at);
    if (lease !== null && !isUsable) ledger.askSoon();
    onNews(ledger);
  }

  /** A lease that came too late, or under a limit that has changed since, is returned. */
  private enter(ledger: Ledger, lease: Lease, isUsable: boolean): void {
    const { book, stats } = this.options;
    stats.leases++;
    stats.leased += lease.size;
    book.keepOpen(ledger);
    if (isUsable) ledger.leases.add(lease);
    else ledger.reports.add(lease);
  }
}

/** The lease of `size` requests that came at `at`. */
function leaseOf(question: Question, size: number, at: number): Lease {
  return { id: question.id, size, used: 0, lastUse: at, since: at, until: endOfLease(question) };
}
