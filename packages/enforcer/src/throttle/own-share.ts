import type { ThrottleState } from "@latchkey/enforcement";
import type { Book } from "./book.js";
import type { Ledger } from "./ledger.js";
import { shareOf } from "./share.js";
import { deniedState, shareState } from "./states.js";
import type { ThrottleStats } from "./stats.js";

interface OwnShareOptions {
  /** As `SharedCounterOptions.gateways`. */
  gateways(): { count: number; position: number };
  book: Book;
  stats: ThrottleStats;
}

/** The least Retry-After, in milliseconds, of a request that is denied in doubt. */
const DOUBT_MILLISECONDS = 1_000;

/** What this gateway admits without Redis. */
export class OwnShare {
  constructor(private readonly options: OwnShareOptions) {}

  /** This gateway's share of the limit: how many requests it may admit in any window. */
  of({ limit }: Ledger): number {
    const { count, position } = this.options.gateways();
    return shareOf(limit, count, position);
  }

  /** Decides while counting is not shared. */
  spend(ledger: Ledger, at: number, now: number): ThrottleState {
    const { book, stats } = this.options;
    stats.share++;
    const state = this.admit(ledger, at, now);
    if (state.admitted) book.admitUnleased(ledger, at, 1);
    return state;
  }

  /**
   * Decides while an answer is overdue: Redis may only be busy. A counter that was far from its limit at the last answer goes on within this
   * gateway's share; one that was near it denies for a moment rather than admit beyond the limit.
   */
  spendInDoubt(ledger: Ledger, at: number, now: number): ThrottleState {
    const { book, stats } = this.options;
    stats.doubt++;
    const { heard } = ledger;
    const isKnown = at - heard.at < ledger.window;
    if (isKnown && heard.free * 2 < ledger.limit) {
      const denied = deniedState(ledger, at, now);
      return { ...denied, retryAfter: Math.max(DOUBT_MILLISECONDS, denied.retryAfter) };
    }
    const state = this.admit(ledger, at, now);
    if (state.admitted && ledger.isAsking) {
      ledger.inDoubt++;
      ledger.inDoubtAt = at;
    } else if (state.admitted) book.admitUnleased(ledger, at, 1);
    return state;
  }

  private admit(ledger: Ledger, at: number, now: number): ThrottleState {
    const share = this.of(ledger);
    ledger.log.forget(Math.floor(at), ledger.window);
    const admitted = ledger.log.count < share;
    if (admitted) ledger.admit(at);
    return shareState(ledger, share, admitted, at, now);
  }
}
