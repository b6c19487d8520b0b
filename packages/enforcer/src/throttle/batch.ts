/** Milliseconds by which an admission may have been later than its time says: one reading of the clock serves for a whole millisecond. */
export const STALE = 1;

/** Requests of (Account, Api) that Redis counts, or will count, under one id: leased in advance, or admitted without asking. */
export interface Batch {
  readonly id: string;
  /** How many of them this gateway has admitted. */
  used: number;
  /** When the last one was admitted; before any was, when the batch was made. Monotonic milliseconds, like all times in this folder. */
  lastUse: number;
}

/** A batch that Redis has granted: `size` requests may be admitted before `until`. */
export interface Lease extends Batch {
  readonly size: number;
  readonly until: number;
  /** When it came. */
  readonly since: number;
}

/** How many more requests may be admitted from a lease now. */
export function leftOf(lease: Lease | null, now: number): number {
  return lease === null || now >= lease.until ? 0 : lease.size - lease.used;
}

/** Whether a report must be sent without waiting for the next question: all but a lease of one request that was used. */
export function mustBeTold(batch: Batch | Lease): boolean {
  return !("size" in batch) || batch.used < batch.size || batch.size > 1;
}
