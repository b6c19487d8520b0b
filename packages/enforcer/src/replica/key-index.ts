import type { Span } from "@latchkey/enforcement";

/** Tells how the public key of what stands at an address differs from this one. Takes as long for the same one as for another. */
export interface KeyTexts {
  /** 0 for the same, and another number for any other. */
  difference(address: number, key: Span): number;
}

/** Entries of a bucket, which fill two lines of memory with their hashes: so many that hardly one bucket in a hundred is empty or full. */
const WAYS_BITS = 4;
const WAYS = 2 ** WAYS_BITS;
const BUCKET_BITS = WAYS_BITS + 1;
const BUCKET = 2 ** BUCKET_BITS;

/**
 * Addresses by public key, in buckets of sixteen: first the hashes of their keys, then the addresses plus one, 0 where there is none. They
 * stand without gaps from a bucket's first place on; what a full bucket has no room for stands in the next. A look-up sees all of a bucket,
 * and compares the key's text once: it takes as long for a key that is there as for one that is not, to some nanoseconds.
 */
export class KeyIndex {
  private slots = new Int32Array(BUCKET);
  private mask = 0;
  private used = 0;
  private lastCompared: number;

  /**
   * `nobody`: the address of something that has no key's text, for as long as there is no key at all.
   * `hashOf`: a word of 32 bits, with a sign, spread over all of them.
   */
  constructor(
    private readonly texts: KeyTexts,
    private readonly nobody: number,
    private readonly hashOf: (key: Span) => number = murmur3,
  ) {
    this.lastCompared = nobody;
  }

  /**
   * The address of what the last key that `has` was asked about was compared with: its own, or for one that is not there a stand-in's.
   * That is another for another key, and always the same for the same one: as near at hand, or as far away in memory, as a key that is
   * there.
   */
  get compared(): number {
    return this.lastCompared;
  }

  get size(): number {
    return this.used;
  }

  /** 1 for a key that is there, 0 for one that is not. Calculates where others would branch: a branch that was guessed wrong takes time that tells. */
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
      // Any of them stands in as often as the others, by other bits of the hash than the bucket: a favourite would be nearer at hand than a key.
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

  /** Gives the address that it had before, or -1. */
  set(key: Span, address: number): number {
    const hash = this.hashOf(key);
    const at = this.find(hash, key);
    if (at >= 0) {
      const before = this.addressAt(at);
      this.slots[at + WAYS] = address + 1;
      return before;
    }
    this.used++;
    // Half full at most.
    if (2 * this.used > WAYS * (this.mask + 1)) this.grow();
    this.place(hash, address + 1);
    return -1;
  }

  /** Gives the address that it had, or -1. */
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

  /** For a hash that another key has: of a million, about a hundred do. `other`: an entry that may stand in, or 0. */
  private hasAmongEquals(hash: number, key: Span, other: number): number {
    const at = this.find(hash, key);
    if (at >= 0) this.lastCompared = this.addressAt(at);
    else this.lastCompared = other === 0 ? this.nobody : other - 1;
    return at >= 0 ? 1 : 0;
  }

  /** Where the hash of this key stands; -1: it is not there. */
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
   * Empties a slot, and moves up what a full bucket had no room for, as if the entry had never been there: no tombstones, which would pile up.
   * Where nothing moves up, the bucket's last entry takes the place.
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

  /** The last entry of the bucket that this slot, itself taken, is of. */
  private lastTaken(at: number): number {
    let last = at;
    while ((last + 1) % BUCKET < WAYS && this.isTaken(last + 1)) last++;
    return last;
  }

  /** An entry further on that could stand in this slot; -1: none has passed its bucket, which was not full, or by others. */
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

  /** Whether an entry would be found in an earlier bucket: that is its own, or one on the way from its own to where it stands. */
  private wouldBeFound(at: number, bucket: number): boolean {
    const home = (this.slots[at] ?? 0) & this.mask;
    const from = Math.floor(at / BUCKET);
    return ((from - home) & this.mask) >= ((from - bucket) & this.mask);
  }
}

/** 1 for 0, and 0 for every other word of 32 bits. */
const isZero = (word: number) => 1 - ((word | -word) >>> 31);

/** MurmurHash3 (x86, 32 bits), but for what is left over after the last four bytes: that is taken in as FNV-1a does. Whole words at once, since each step waits for the one before. */
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
