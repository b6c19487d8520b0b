import type { ThrottleState } from "@latchkey/enforcement";
import type { Ledger } from "./ledger.js";
import { longEnough } from "./margin.js";

/** `at`: monotonic milliseconds of the moment that the wall clock calls `now`. */

/** One was admitted out of a lease. */
export function admittedState(ledger: Ledger, at: number, now: number): ThrottleState {
  const remaining = ledger.left + ledger.free;
  return {
    admitted: true,
    remaining,
    resetAt: now + ledger.window,
    retryAfter: remaining > 0 ? 0 : Math.max(0, ledger.slotAt - at),
    decidedAt: now,
  };
}

/** Redis has said that none is free, and that one surely is at `slotAt`. */
export function deniedState(ledger: Ledger, at: number, now: number): ThrottleState {
  const retryAfter = Math.max(1, ledger.slotAt - at);
  const own = ledger.log.count === 0 ? at : ledger.log.newest + ledger.window;
  // What others hold and may still use is no admission yet: what was admitted is a window old at the latest.
  const full = Math.min(ledger.window, Math.max(ledger.othersAt - at, own - at));
  return {
    admitted: false,
    remaining: 0,
    resetAt: now + Math.max(retryAfter, full),
    retryAfter,
    decidedAt: now,
  };
}

/** How this gateway's own share stands; after `admitted` was decided. */
export function shareState(
  { log, window }: Ledger,
  share: number,
  admitted: boolean,
  at: number,
  now: number,
): ThrottleState {
  const excess = log.count - share;
  const resetAt = log.count === 0 ? now : now + log.newest + window - at;
  if (excess < 0) return { admitted, remaining: -excess, resetAt, retryAfter: 0, decidedAt: now };
  // A gateway without a share can only hope that counting is shared again.
  const retryAfter =
    share === 0 ? Math.min(window, 5_000) : longEnough(Math.max(0, log.timeOf(excess) + window - at));
  return { admitted, remaining: 0, resetAt, retryAfter, decidedAt: now };
}
