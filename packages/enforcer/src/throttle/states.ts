import type { ThrottleState } from "@latchkey/enforcement";
import { longEnough } from "./clock-margins.js";
import type { Ledger } from "./ledger.js";

/** After a request was admitted from a lease. */
export function admittedState(ledger: Ledger, at: number, now: number): ThrottleState {
  const remaining = ledger.leases.left + ledger.heard.free;
  return {
    admitted: true,
    remaining,
    resetAt: now + ledger.window,
    retryAfter: remaining > 0 ? 0 : Math.max(0, ledger.heard.slotAt - at),
    decidedAt: now,
  };
}

/** After a request was denied because Redis has said that no slot is free before `slotAt`. */
export function deniedState(ledger: Ledger, at: number, now: number): ThrottleState {
  const { slotAt, othersAt } = ledger.heard;
  const retryAfter = Math.max(1, slotAt - at);
  const own = ledger.log.count === 0 ? at : ledger.log.newest + ledger.window;
  // Capped at one window: what others have leased but not used is not admitted yet.
  const full = Math.min(ledger.window, Math.max(othersAt, own) - at);
  return {
    admitted: false,
    remaining: 0,
    resetAt: now + Math.max(retryAfter, full),
    retryAfter,
    decidedAt: now,
  };
}

/** The state of this gateway's share, after `admitted` was decided. */
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
  // A gateway without a share admits nothing before counting is shared again, which nobody can foretell.
  const retryAfter =
    share === 0 ? Math.min(window, 5_000) : longEnough(Math.max(0, log.timeOf(excess) + window - at));
  return { admitted, remaining: 0, resetAt, retryAfter, decidedAt: now };
}
