import type { Lease, WindowLimit } from "./batch.js";
import { nextSize } from "./lease-size.js";
import type { Reports } from "./reports.js";

/** Leases smaller than this are not fetched in advance. */
const TINY = 8;

/** What this gateway has leased of one counter. A lease that has ended becomes a report, which returns what is left of it. */
export class Leases {
  /** How many requests to lease at once. */
  size = 1;
  /** The lease in use, and one that was fetched in advance, which there is only beside the other. */
  private current: Lease | null = null;
  private next: Lease | null = null;

  constructor(private readonly reports: Reports) {}

  get isEmpty(): boolean {
    return this.current === null;
  }

  /** How many requests there is still room for. */
  get left(): number {
    const ofCurrent = this.current === null ? 0 : this.current.size - this.current.used;
    return ofCurrent + (this.next === null ? 0 : this.next.size);
  }

  /** Whether the next lease should be fetched now: a quarter of this one is left, and it is not a tiny one. */
  get isLow(): boolean {
    const { current } = this;
    if (current === null || this.next !== null || current.size < TINY) return false;
    return (current.size - current.used) * 4 <= current.size;
  }

  add(lease: Lease): void {
    if (this.current === null) this.current = lease;
    else this.next = lease;
  }

  /** Uses one request of a lease. False when none has something left. */
  take(at: number, limit: WindowLimit): boolean {
    let { current } = this;
    while (current !== null && !hasLeft(current, at)) current = this.advance(current, at, limit);
    if (current === null) return false;
    current.used++;
    current.lastUse = at;
    return true;
  }

  /** Ends the lease in use if it has nothing left. */
  endUsed(at: number, limit: WindowLimit): void {
    const { current } = this;
    if (current !== null && !hasLeft(current, at)) this.advance(current, at, limit);
  }

  /** Ends all leases, and begins anew with small ones. */
  end(): void {
    for (const lease of [this.current, this.next]) if (lease !== null) this.reports.add(lease);
    this.forget();
    this.size = 1;
  }

  /** Drops all leases without a report. */
  forget(): void {
    this.current = null;
    this.next = null;
  }

  /** Ends the lease in use, and gives the one that is in use now. */
  private advance(ended: Lease, at: number, limit: WindowLimit): Lease | null {
    this.reports.add(ended);
    this.size = nextSize(this.size, ended, limit, at);
    this.current = this.next;
    this.next = null;
    return this.current;
  }
}

function hasLeft({ size, used, until }: Lease, at: number): boolean {
  return used < size && at < until;
}
