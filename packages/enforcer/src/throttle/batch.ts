/** How much later than its time, in milliseconds, an admission may have been: one reading of the clock serves a whole millisecond. */
export const STALE = 1;

/** Some of (Account, Api) that Redis holds under one id, or will: taken beforehand, or admitted without asking. */
export interface Batch {
  readonly id: string;
  /** How many this gateway has admitted out of it. */
  used: number;
  /** When the last of them was; without any, when it was made. Monotonic milliseconds, as all times here. */
  lastUse: number;
}

/** A batch that Redis has given out: `size` may be admitted before `until`. */
export interface Lease extends Batch {
  readonly size: number;
  readonly until: number;
  /** When it came. */
  readonly since: number;
}

/** How many more may be admitted out of a lease now. */
export function leftOf(lease: Lease | null, now: number): number {
  return lease === null || now >= lease.until ? 0 : lease.size - lease.used;
}

/** Whether Redis is to be told of it though nothing is asked: what was leased for one request and used by it can wait for the next. */
export function mustBeTold(batch: Batch | Lease): boolean {
  return !("size" in batch) || batch.used < batch.size || batch.size > 1;
}
