import type { Batch, Lease } from "./batch.js";
import { holdOf } from "./lease-size.js";

/** Batches of one counter that Redis has not been told about yet: how many of each were used, and when the last one was. */
export class Reports {
  private batches: Batch[] = [];
  /** The batch to which requests that are admitted without a lease are added, and since when. */
  private unleased: Batch | null = null;
  private unleasedSince = 0;

  get isEmpty(): boolean {
    return this.batches.length === 0;
  }

  /** Whether one of them must be sent without waiting for the next question. */
  get isUrgent(): boolean {
    return this.batches.some(isUrgent);
  }

  add(batch: Batch): void {
    this.batches.push(batch);
  }

  /** Adds `many` requests that were admitted without a lease, to one batch for as long as a lease would be held. */
  addUnleased(many: number, at: number, window: number, newId: () => string): void {
    if (this.unleased === null || at - this.unleasedSince > holdOf(window)) {
      this.unleased = { id: newId(), used: 0, lastUse: at };
      this.unleasedSince = at;
      this.batches.push(this.unleased);
      this.drop(at, window);
    }
    this.unleased.used += many;
    this.unleased.lastUse = at;
  }

  /** Takes all of them out, to be sent. */
  take(at: number, window: number): Batch[] {
    this.drop(at, window);
    const { batches } = this;
    this.replace([]);
    return batches;
  }

  /** Puts back what Redis may not have got. */
  putBack(batches: readonly Batch[]): void {
    this.batches.unshift(...batches);
  }

  /** Drops all of them for these. */
  replace(batches: Batch[]): void {
    this.batches = batches;
    this.unleased = null;
  }

  /** Drops what has left the window meanwhile. */
  private drop(at: number, window: number): void {
    const oldest = at - window - 2 * holdOf(window);
    this.batches = this.batches.filter(({ lastUse }) => lastUse > oldest);
  }
}

/** All but a lease of one request that was used: Redis counts that request already, only a little longer than it must. */
function isUrgent(batch: Batch | Lease): boolean {
  return !("size" in batch) || batch.used < batch.size || batch.size > 1;
}
