import type { Lease } from "./batch.js";

/** Limits below it are leased for the requests that wait, and no more, so that all of the limit can be used. */
const SMALL = 50;
/** No lease is a greater part of the limit. */
const PARTS = 32;

/** Whether no more is leased than is used at once. */
export function isSmall(limit: number): boolean {
  return limit < SMALL;
}

/** How long a lease may be used. A batch counts until its last use is a window old, so a long one would hold back its first uses. */
export function holdOf(window: number): number {
  return window / 20;
}

/**
 * The size of the next batch: twice as much when this one was used up within 1/200 of the window, half when it took more than 1/100 or
 * half of it came back. Of a batch that came smaller than was asked for, only its end tells something.
 */
export function nextSize(size: number, lease: Lease, limit: number, window: number, now: number): number {
  if (isSmall(limit)) return 1;
  const largest = Math.max(1, Math.floor(limit / PARTS));
  const pace = ((now - lease.since) * lease.size) / Math.max(1, lease.used);
  if (lease.used * 2 <= lease.size || pace > window / 100) return Math.max(1, Math.min(size, largest) >> 1);
  if (pace < window / 200 && lease.size >= size) return Math.min(largest, size * 2);
  return Math.min(largest, size);
}
