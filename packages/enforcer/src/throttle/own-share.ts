import type { ThrottleState } from "@latchkey/enforcement";
import type { Lease } from "./batch.js";
import type { Book } from "./book.js";
import type { Generations } from "./generations.js";
import type { Ledger } from "./ledger.js";
import { shareOf } from "./share.js";
import { deniedState, shareState } from "./states.js";
import type { ThrottleStats } from "./stats.js";

export interface OwnShareOptions {
  /** How many count together, this one included, and which of them this one is, from 0. */
  gateways(): { count: number; position: number };
  book: Book;
  generations: Generations;
  stats: ThrottleStats;
}

/** A caller who is denied in doubt comes back after so many milliseconds at the earliest. */
const DOUBT_MILLISECONDS = 1_000;

/** What this gateway admits by itself. `at`: monotonic milliseconds of the moment that the wall clock calls `now`. */
export class OwnShare {
  constructor(private readonly options: OwnShareOptions) {}

  /** How many it may admit in any window. */
  of({ limit }: Ledger): number {
    const { count, position } = this.options.gateways();
    return shareOf(limit, count, position);
  }

  /** While counting is not shared. */
  spend(ledger: Ledger, at: number, now: number): ThrottleState {
    this.options.stats.share++;
    return this.admit(ledger, at, now, () => this.admitAlone(ledger, at, 1));
  }

  /**
   * While an answer is overdue: Redis may only be busy. What was far from its limit when last heard of goes on within this gateway's share;
   * what was near it is denied, for a moment, rather than admitted beyond the limit.
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

  /** What was admitted while the answer was overdue is taken out of the lease that it brought, and the rest told with the next question. */
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

  /** Redis is told later. */
  private admitAlone(ledger: Ledger, at: number, many: number): void {
    const { book, generations } = this.options;
    ledger.admitAlone(at, many, book.newId);
    generations.countedAlone();
    book.keepOpen(ledger);
  }
}
