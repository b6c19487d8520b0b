import type { ThrottleState } from "@latchkey/enforcement";
import type { Lease } from "./batch.js";
import type { Book } from "./book.js";
import type { Generations } from "./generations.js";
import type { Ledger } from "./ledger.js";
import { shareOf } from "./share.js";
import { deniedState, shareState } from "./states.js";
import type { ThrottleStats } from "./stats.js";

export interface OwnShareOptions {
  /** As `SharedCounterOptions.gateways`. */
  gateways(): { count: number; position: number };
  book: Book;
  generations: Generations;
  stats: ThrottleStats;
}

/** The least Retry-After, in milliseconds, of a request that is denied in doubt. */
const DOUBT_MILLISECONDS = 1_000;

/** What this gateway admits without Redis. `at` and `now`: the same moment, in monotonic and in epoch milliseconds. */
export class OwnShare {
  constructor(private readonly options: OwnShareOptions) {}

  /** This gateway's share of the limit: how many requests it may admit in any window. */
  of({ limit }: Ledger): number {
    const { count, position } = this.options.gateways();
    return shareOf(limit, count, position);
  }

  /** Decides while counting is not shared. */
  spend(ledger: Ledger, at: number, now: number): ThrottleState {
    this.options.stats.share++;
    return this.admit(ledger, at, now, () => this.admitAlone(ledger, at, 1));
  }

  /**
   * Decides while an answer is overdue: Redis may only be busy. A counter that was far from its limit at the last answer goes on within this
   * gateway's share; one that was near it denies for a moment rather than admit beyond the limit.
   */
  spendInDoubt(ledger: Ledger, at: number, now: number): ThrottleState {
    this.options.stats.doubt++;
    const isKnown = at - ledger.heardAt < ledger.window;
    if (isKnown && ledger.free * 2 < ledger.limit) {
      const denied = deniedState(ledger, at, now);
      return { ...denied, retryAfter: Math.max(DOUBT_MILLISECONDS, denied.retryAfter) };
    }
    return this.admit(ledger, at, now, () => {
      if (!ledger.isAsking) return this.admitAlone(ledger, at, 1);
      ledger.inDoubt++;
      ledger.inDoubtAt = at;
    });
  }

  /** Takes what was admitted while the answer was overdue out of the lease in it (null: none), and reports the rest with the next question. */
  settleDoubt(ledger: Ledger, lease: Lease | null): void {
    if (ledger.inDoubt === 0) return;
    if (lease !== null && ledger.inDoubtAt < lease.until) {
      const covered = Math.min(ledger.inDoubt, lease.size);
      lease.used = covered;
      lease.lastUse = ledger.inDoubtAt;
      ledger.inDoubt -= covered;
    }
    if (ledger.inDoubt > 0) this.admitAlone(ledger, ledger.inDoubtAt, ledger.inDoubt);
    ledger.inDoubt = 0;
  }

  private admit(ledger: Ledger, at: number, now: number, note: () => void): ThrottleState {
    const share = this.of(ledger);
    ledger.log.forget(Math.floor(at), ledger.window);
    const admitted = ledger.log.count < share;
    if (admitted) {
      ledger.admit(at);
      note();
    }
    return shareState(ledger, share, admitted, at, now);
  }

  /** Enters requests that Redis is told about later. */
  private admitAlone(ledger: Ledger, at: number, many: number): void {
    const { book, generations } = this.options;
    ledger.admitAlone(at, many, book.newId);
    generations.countedAlone();
    book.keepOpen(ledger);
  }
}
