import type { Span } from "@latchkey/enforcement";

/** Compares public keys in the records with others. */
interface KeyTexts {
  /** 0 when the record at this address has this key, else another number. Must take as long for equal keys as for others. */
  difference(address: number, key: Span): number;
}

/** Entries in a bucket: 16, so that their hashes and addresses fill two cache lines, and hardly one bucket in a hundred is empty or full. */
const WAYS_BITS = 4;
const WAYS = 2 ** WAYS_BITS;
const BUCKET_BITS = WAYS_BITS + 1;
const BUCKET = 2 ** BUCKET_BITS;

/**
 * A hash table from public keys to addresses, in buckets of sixteen: first the hashes of the keys, then the addresses plus one, 0 where
 * there is none. A bucket is filled without gaps, and what a full bucket has no room for is in the next one. A look-up reads whole
 * buckets and compares one key's text: it takes the same time for a key that is there as for one that is not, to some nanoseconds.
 */
export class KeyIndex {
  private slots = new Int32Array(BUCKET);
  private mask = 0;
  private used = 0;
  private lastCompared: number;

  /**
   * @param nobody the address of a record that no key equals, to compare with while the index is empty
   * @param hashOf a signed 32-bit hash; all of its bits are used
   */
  constructor(
    private readonly texts: KeyTexts,
    private readonly nobody: number,
    private readonly hashOf: (key: Span) => number = murmur3,
  ) {
    this.lastCompared = nobody;
  }

  /**
   * The address that the last key given to `has` was compared with: its own or, when it is not there, that of a stand-in. Which one depends
   * on the key alone, so that a stand-in is as likely to be in the processor's cache as a key that is there.
   */
  get compared(): number {
    return this.lastCompared;
  }

  get size(): number {
    return this.used;
  }

  /** 1 when the key is there, else 0. Calculates instead of branching, since a mispredicted branch takes time that could be measured. */
  has(key: Span): number {
    const hash = this.hashOf(key);
    const { slots, mask } = this;
    let own = 0;
    let other = 0;
    let equals = 0;
    for (let bucket = hash & mask; this.used > 0; bucket = (bucket + 1) & mask) {
      const start = bucket << BUCKET_BITS;
      let taken = 0;
      for (let at = start; at < start + WAYS; at++) {
        const entry = slots[at + WAYS] ?? 0;
        const isEqual = isZero((slots[at] ?? 0) ^ hash);
        own |= entry & -isEqual;
        equals += isEqual;
        taken += 1 - isZero(entry);
      }
      // Chosen by other bits of the hash than the bucket, each entry as often as the others: a favourite would be in the cache more often than a key.
      const standIn = start + (Math.imul(hash >>> 16, taken) >>> 16);
      other |= (slots[standIn + WAYS] ?? 0) & -isZero(other);
      const isFull = taken >>> WAYS_BITS;
      if ((own | (other & (isFull - 1))) !== 0) break;
    }
    if (equals > 1) return this.hasAmongEquals(hash, key, other);
    const entry = own | (other & -isZero(own));
    this.lastCompared = entry === 0 ? this.nobody : entry - 1;
    const isHere = isZero(this.texts.difference(this.lastCompared, key));
    return isHere === 1 - isZero(own) ? isHere : this.hasAmongEquals(hash, key, other);
  }

  /** Adds a key or changes its address. Gives the address that it had before, or -1. */
  set(key: Span, address: number): number {
    const hash = this.hashOf(key);
    const at = this.find(hash, key);
    if (at >= 0) {
      const before = this.addressAt(at);
      this.slots[at + WAYS] = address + 1;
      return before;
    }
    this.used++;
    // The table is half full at most.
    if (2 * this.used > WAYS * (this.mask + 1)) this.grow();
    this.place(hash, address + 1);
    return -1;
  }

  /** Removes a key. Gives the address that it had, or -1. */
  delete(key: Span): number {
    const at = this.find(this.hashOf(key), key);
    if (at < 0) return -1;
    const address = this.addressAt(at);
    this.used--;
    this.close(at);
    return address;
  }

  *addresses(): Generator<number> {
    for (let start = 0; start < this.slots.length; start += BUCKET) {
      for (let at = start; at < start + WAYS; at++) if (this.isTaken(at)) yield this.addressAt(at);
    }
  }

  /** `has` for a hash that another key has too: about a hundred keys in a million. `other`: an entry that may stand in, or 0. */
  private hasAmongEquals(hash: number, key: Span, other: number): number {
    const at = this.find(hash, key);
    if (at >= 0) this.lastCompared = this.addressAt(at);
    else this.lastCompared = other === 0 ? this.nobody : other - 1;
    return at >= 0 ? 1 : 0;
  }

  /** The slot of this key; -1 when it is not there. */
  private find(hash: number, key: Span): number {
    for (let bucket = hash & this.mask; ; bucket = (bucket + 1) & this.mask) {
      const start = bucket * BUCKET;
      let taken = 0;
      for (let at = start; at < start + WAYS; at++) {
        if (!this.isTaken(at)) continue;
        if (this.slots[at] === hash && this.texts.difference(this.addressAt(at), key) === 0) return at;
        taken++;
      }
      if (taken < WAYS) return -1;
    }
  }

  private isTaken(at: number): boolean {
    return this.slots[at + WAYS] !== 0;
  }

  private addressAt(at: number): number {
    return (this.slots[at + WAYS] ?? 0) - 1;
  }

  private place(hash: number, entry: number): void {
    for (let bucket = hash & this.mask; ; bucket = (bucket + 1) & this.mask) {
      const start = bucket * BUCKET;
      for (let at = start; at < start + WAYS; at++) {
        if (this.isTaken(at)) continue;
        this.slots[at] = hash;
        this.slots[at + WAYS] = entry;
        return;
      }
    }
  }

  private grow(): void {
    const { slots } = this;
    this.mask = 2 * this.mask + 1;
    this.slots = new Int32Array(BUCKET * (this.mask + 1));
    for (let start = 0; start < slots.length; start += BUCKET) {
      for (let at = start; at < start + WAYS; at++) {
        const entry = slots[at + WAYS] ?? 0;
        if (entry !== 0) this.place(slots[at] ?? 0, entry);
      }
    }
  }

  /**
   * Empties a slot. Moves back entries that a full bucket had no room for, as if this one had never been there: tombstones would pile up.
   * Where none moves back, the bucket's last entry takes the place, so that there are no gaps.
   */
  private close(at: number): void {
    let hole = at;
    let next = this.overflow(hole);
    while (next >= 0) {
      this.slots[hole] = this.slots[next] ?? 0;
      this.slots[hole + WAYS] = this.slots[next + WAYS] ?? 0;
      hole = next;
      next = this.overflow(hole);
    }
    const last = this.lastTaken(hole);
    this.slots[hole] = this.slots[last] ?? 0;
    this.slots[hole + WAYS] = this.slots[last + WAYS] ?? 0;
    this.slots[last] = 0;
    this.slots[last + WAYS] = 0;
  }

  /** The last taken slot of the bucket that this slot, itself taken, belongs to. */
  private lastTaken(at: number): number {
    let last = at;
    while ((last + 1) % BUCKET < WAYS && this.isTaken(last + 1)) last++;
    return last;
  }

  /** An entry of a later bucket that may stand in this slot; -1 when none has overflowed from here. */
  private overflow(hole: number): number {
    const holder = Math.floor(hole / BUCKET);
    for (let bucket = holder, isFull = true; isFull; bucket = (bucket + 1) & this.mask) {
      const start = bucket * BUCKET;
      for (let at = start; at < start + WAYS; at++) {
        if (!this.isTaken(at)) isFull = false;
        else if (bucket !== holder && this.wouldBeFound(at, holder)) return at;
      }
    }
    return -1;
  }

  /** Whether a look-up of this entry would find it in an earlier bucket: in its own, or in one between that and where it is now. */
  private wouldBeFound(at: number, bucket: number): boolean {
    const home = (this.slots[at] ?? 0) & this.mask;
    const from = Math.floor(at / BUCKET);
    return ((from - home) & this.mask) >= ((from - bucket) & this.mask);
  }
}

/** 1 for 0, and 0 for every other 32-bit number. */
const isZero = (word: number) => 1 - ((word | -word) >>> 31);

/** MurmurHash3 (x86, 32 bits), except that the last one to three bytes are taken in as by FNV-1a. Four bytes at a time, since each step waits for the one before. */
function murmur3({ bytes, start, end }: Span): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    const mixed = Math.imul(word, 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
