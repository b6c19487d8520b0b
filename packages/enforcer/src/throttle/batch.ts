// All times in this folder are monotonic milliseconds. Where a function takes `at` and `now`, both are the same moment: `at` by the
// monotonic clock, `now` by the wall clock, in epoch milliseconds.

/** Requests of (Account, Api) that Redis counts, or will count, under one id: those of a lease, or those admitted without one. */
export interface Batch {
  readonly id: string;
  /** How many of them this gateway has admitted. */
  used: number;
  /** When the last one was admitted; before any was, when the batch was made. */
  lastUse: number;
}

/** A batch that Redis has granted in advance: `size` requests may be admitted before `until`. */
export interface Lease extends Batch {
  readonly size: number;
  readonly until: number;
  /** When it came. */
  readonly since: number;
}

/** The limit in force, as this folder calculates with it. */
export interface WindowLimit {
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}
