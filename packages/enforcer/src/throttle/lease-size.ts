import type { Lease, WindowLimit } from "./batch.js";

/** Limits below this are leased only for requests that are waiting, so that all of the limit can be used. */
const SMALL = 50;
/** A lease is at most the limit divided by this. */
const LEASES_PER_LIMIT = 32;

/** Whether a limit is so small that no more is leased than is used at once. */
export function isSmall(limit: number): boolean {
  return limit < SMALL;
}

/** Milliseconds. Windows up to a minute do with less. */
const SHORTEST_HOLD = 3_000;

/**
 * How long a lease may be used, in milliseconds as `window`. Short, since all of a batch counts until its last use is a window old, and what
 * one gateway has left of it nobody else gets meanwhile. Never more than 1/20 of the window; of long ones 1/200, in which a lease of the
 * right size is used up.
 */
export function holdOf(window: number): number {
  return Math.min(window / 20, Math.max(SHORTEST_HOLD, window / 200));
}

/**
 * The size of the next lease: twice as large when this one was used up within 1/200 of the window; half when that took more than 1/100, or
 * when half of it was returned. A lease that was smaller than asked for never makes the next one larger.
 * @param size what was asked for
 */
export function nextSize(size: number, lease: Lease, { limit, window }: WindowLimit, at: number): number {
  if (isSmall(limit)) return 1;
  const largest = Math.max(1, Math.floor(limit / LEASES_PER_LIMIT));
  const timeToUseUp = ((at - lease.since) * lease.size) / Math.max(1, lease.used);
  if (lease.used * 2 <= lease.size || timeToUseUp > window / 100)
    return Math.max(1, Math.min(size, largest) >> 1);
  if (timeToUseUp < window / 200 && lease.size >= size) return Math.min(largest, size * 2);
  return Math.min(largest, size);
}
