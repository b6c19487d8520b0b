import type { Countable } from "./counter-map.js";

const SMALLEST = 4;

/**
 * When the admissions of one (Account, Api) were, oldest first. Those of one instant share an entry, so that a clock of whole
 * milliseconds needs 60,000 entries for a minute, however high the limit. An entry is a time, and how many were admitted up to it
 * since the log was made: differences count, and a binary search finds the n-th.
 */
export class AdmissionLog implements Countable {
  /** A ring of pairs; its length is a power of two. A plain array: it lies beside the log, where a typed one lies in three places. */
  #ring = newRing(2 * SMALLEST);
  #oldest = 0;
  #entries = 0;
  #admitted = 0;
  #forgotten = 0;
  #window = 0;
  /** Of the oldest and the newest entry, beside the rest: most calls need not look at the ring, which is far away in memory. */
  #oldestTime = 0;
  #newestTime = 0;

  constructor(
    readonly accountId: string,
    readonly api: string,
  ) {}

  /** Admissions that are remembered. */
  get count(): number {
    return this.#admitted - this.#forgotten;
  }

  /** The time of the newest; only when there is one. */
  get newest(): number {
    return this.#newestTime;
  }

  /** The time of the n-th admission from the oldest, from 0; only when there are so many. */
  timeOf(n: number): number {
    let low = 0;
    let high = this.#entries - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#totalAt(middle) - this.#forgotten > n) high = middle;
      else low = middle + 1;
    }
    return this.#timeAt(low);
  }

  /** Adds one admission; `time` is not before the newest. */
  add(time: number): void {
    this.#admitted++;
    if (this.#entries === 0 || this.#newestTime !== time) {
      if (2 * this.#entries === this.#ring.length) this.#resize(2 * this.#ring.length);
      if (this.#entries === 0) this.#oldestTime = time;
      this.#ring[this.#at(this.#entries)] = time;
      this.#entries++;
      this.#newestTime = time;
    }
    this.#ring[this.#at(this.#entries - 1) + 1] = this.#admitted;
  }

  /** Forgets what is a whole window (milliseconds) old at `time`. */
  forget(time: number, window: number): void {
    this.#window = window;
    if (this.#entries === 0 || this.#oldestTime + window > time) return;
    while (this.#entries > 0 && this.#timeAt(0) + window <= time) {
      this.#forgotten = this.#totalAt(0);
      this.#oldest = (this.#oldest + 2) & (this.#ring.length - 1);
      this.#entries--;
    }
    this.#oldestTime = this.#timeAt(0);
    if (this.#ring.length > 64 && this.#entries * 16 < this.#ring.length) this.#resize(this.#ring.length / 2);
  }

  /** What is remembered, in at most about `parts` + 1 parts, oldest first: how many, and when the newest of them was. */
  summary(parts: number): { count: number; newest: number }[] {
    const all: { count: number; newest: number }[] = [];
    const enough = this.count / parts;
    let before = this.#forgotten;
    for (let entry = 0; entry < this.#entries; entry++) {
      const count = this.#totalAt(entry) - before;
      if (count < enough && entry < this.#entries - 1) continue;
      all.push({ count, newest: this.#timeAt(entry) });
      before += count;
    }
    return all;
  }

  /** Whether nothing is left in the window at `time`. */
  isIdle(time: number): boolean {
    return this.#entries === 0 || this.#newestTime + this.#window <= time;
  }

  #at(entry: number): number {
    return (this.#oldest + 2 * entry) & (this.#ring.length - 1);
  }

  #timeAt(entry: number): number {
    return this.#ring[this.#at(entry)] ?? 0;
  }

  #totalAt(entry: number): number {
    return this.#ring[this.#at(entry) + 1] ?? 0;
  }

  #resize(length: number): void {
    const ring = newRing(length);
    for (let entry = 0; entry < this.#entries; entry++) {
      ring[2 * entry] = this.#timeAt(entry);
      ring[2 * entry + 1] = this.#totalAt(entry);
    }
    this.#ring = ring;
    this.#oldest = 0;
  }
}

function newRing(length: number): number[] {
  return new Array<number>(length).fill(0);
}
