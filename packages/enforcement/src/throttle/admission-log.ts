import { Arena } from "../arena.js";

/**
 * The layout of a log, in numbers from its start. The head fills one cache line, and most calls look at nothing else. The entries
 * follow: a ring of pairs of a time and the total that was admitted up to then since the log was made.
 */
const ADMITTED = 0;
/** The total up to the newest admission that was forgotten. */
const FORGOTTEN = 1;
const OLDEST_TIME = 2;
const NEWEST_TIME = 3;
const WINDOW = 4;
/** Index of the oldest pair in the ring. */
const OLDEST = 5;
/** How many pairs there are, and how many the ring has room for: a power of two. */
const ENTRIES = 6;
const CAPACITY = 7;
const HEAD = 8;

const SMALLEST = 4;
/** The head of every log to which nothing was added yet. */
const NOTHING = new Float64Array(HEAD);

/** Makes the memory that logs share. */
export function createLogRoom(): Arena<Float64Array> {
  return new Arena((units) => new Float64Array(units));
}

/**
 * The times of the admissions of one (Account, Api), oldest first. Those of one instant share an entry, so that with a clock of whole
 * milliseconds a minute takes 60,000 entries at most, however high the limit. The difference of two totals is a count, and a binary
 * search finds the n-th admission. The object is a cursor into a shared arena: it can be moved to another log, which costs less than an
 * object for each.
 */
export class AdmissionLog {
  #numbers: Float64Array = NOTHING;
  #at = 0;
  #place = 0;

  constructor(private readonly room: Arena<Float64Array>) {}

  /** Where the log is in the arena; 0 when it has no memory. Adding or forgetting may change it. */
  get place(): number {
    return this.#place;
  }

  /** Moves to the log at this place. */
  moveTo(place: number): this {
    this.#place = place;
    this.#numbers = place === 0 ? NOTHING : this.room.page(place - 1);
    this.#at = place === 0 ? 0 : Arena.offset(place - 1);
    return this;
  }

  /** How many admissions are remembered. */
  get count(): number {
    return this.#head(ADMITTED) - this.#head(FORGOTTEN);
  }

  /** The time of the newest admission. Only to be read when `count` is above 0. */
  get newest(): number {
    return this.#head(NEWEST_TIME);
  }

  /** The time of the n-th oldest admission, counted from 0. `n` must be below `count`. */
  timeOf(n: number): number {
    let low = 0;
    let high = this.#head(ENTRIES) - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#totalOf(middle) - this.#head(FORGOTTEN) > n) high = middle;
      else low = middle + 1;
    }
    return this.#timeOf(low);
  }

  /** Adds one admission. `time` must not be before the newest. `window` (milliseconds): how long `isIdle` waits for it. */
  add(time: number, window: number): void {
    const entries = this.#head(ENTRIES);
    const isNew = entries === 0 || this.#head(NEWEST_TIME) !== time;
    if (isNew && entries === this.#head(CAPACITY)) this.#resize(Math.max(SMALLEST, 2 * entries));
    const admitted = this.#head(ADMITTED) + 1;
    const pair = this.#pairOf(isNew ? entries : entries - 1);
    this.#numbers[pair] = time;
    this.#numbers[pair + 1] = admitted;
    this.#set(ADMITTED, admitted);
    this.#set(WINDOW, window);
    if (!isNew) return;
    if (entries === 0) this.#set(OLDEST_TIME, time);
    this.#set(NEWEST_TIME, time);
    this.#set(ENTRIES, entries + 1);
  }

  /** Forgets the admissions that are a whole `window` (milliseconds) old at `time`. */
  forget(time: number, window: number): void {
    if (this.#head(ENTRIES) === 0) return;
    this.#set(WINDOW, window);
    if (this.#head(OLDEST_TIME) + window > time) return;
    let entries = this.#head(ENTRIES);
    for (; entries > 0 && this.#timeOf(0) + window <= time; entries--) {
      this.#set(FORGOTTEN, this.#totalOf(0));
      this.#set(OLDEST, (this.#head(OLDEST) + 1) & (this.#head(CAPACITY) - 1));
    }
    this.#set(ENTRIES, entries);
    this.#set(OLDEST_TIME, this.#timeOf(0));
    const capacity = this.#head(CAPACITY);
    if (capacity > 32 && entries * 16 < capacity) this.#resize(capacity / 2);
  }

  /** What is remembered, in about `parts` parts, oldest first: for each the number of admissions, and the time of the newest. */
  summary(parts: number): { count: number; newest: number }[] {
    const all: { count: number; newest: number }[] = [];
    const enough = this.count / parts;
    const entries = this.#head(ENTRIES);
    let before = this.#head(FORGOTTEN);
    for (let entry = 0; entry < entries; entry++) {
      const count = this.#totalOf(entry) - before;
      if (count < enough && entry < entries - 1) continue;
      all.push({ count, newest: this.#timeOf(entry) });
      before += count;
    }
    return all;
  }

  /** Whether nothing is left in the window at `time`. */
  isIdle(time: number): boolean {
    return this.#head(ENTRIES) === 0 || this.#head(NEWEST_TIME) + this.#head(WINDOW) <= time;
  }

  /** Forgets everything and frees the memory. */
  end(): void {
    if (this.#place !== 0) this.room.give(this.#place - 1, lengthOf(this.#head(CAPACITY)));
    this.moveTo(0);
  }

  #head(field: number): number {
    return this.#numbers[this.#at + field] ?? 0;
  }

  #set(field: number, value: number): void {
    this.#numbers[this.#at + field] = value;
  }

  #pairOf(entry: number): number {
    return this.#at + HEAD + 2 * ((this.#head(OLDEST) + entry) & (this.#head(CAPACITY) - 1));
  }

  #timeOf(entry: number): number {
    return this.#numbers[this.#pairOf(entry)] ?? 0;
  }

  #totalOf(entry: number): number {
    return this.#numbers[this.#pairOf(entry) + 1] ?? 0;
  }

  /** Moves the log into memory for so many pairs. */
  #resize(capacity: number): void {
    const address = this.room.take(lengthOf(capacity));
    const numbers = this.room.page(address);
    const at = Arena.offset(address);
    for (let field = 0; field < HEAD; field++) numbers[at + field] = this.#head(field);
    numbers[at + OLDEST] = 0;
    numbers[at + CAPACITY] = capacity;
    for (let entry = 0; entry < this.#head(ENTRIES); entry++) {
      numbers[at + HEAD + 2 * entry] = this.#timeOf(entry);
      numbers[at + HEAD + 2 * entry + 1] = this.#totalOf(entry);
    }
    this.end();
    this.moveTo(address + 1);
  }
}

/** The size of a log with room for so many pairs, in numbers. */
const lengthOf = (capacity: number) => HEAD + 2 * capacity;
