import type { Span } from "@latchkey/enforcement";

/** Tells whether what stands at an address has this public key. Takes as long for one that has as for one that has not. */
export interface KeyTexts {
  hasKey(address: number, key: Span): boolean;
}

const SMALLEST = 16;

/**
 * Addresses by public key: open addressing in one array, a word of the key's hash and one of the address to a slot. A look-up is a
 * line of memory or two, and the key's own text is compared at one address only, but for one in four thousand million.
 */
export class KeyIndex {
  private slots = new Uint32Array(2 * SMALLEST);
  private mask = SMALLEST - 1;
  private used = 0;

  private standIn: number;

  /** `nobody`: the address of something that has no key's text, for as long as there is no key at all. */
  constructor(
    private readonly texts: KeyTexts,
    private readonly nobody: number,
  ) {
    this.standIn = nobody;
  }

  /**
   * The address of what the last key that was not there was compared with instead. It is another for another key, and always the same
   * for the same one: as near at hand, or as far away in memory, as a key that is there.
   */
  get compared(): number {
    return this.standIn;
  }

  get size(): number {
    return this.used;
  }

  /** -1: it is not there. */
  find(key: Span): number {
    const slot = this.slotOf(key);
    return slot < 0 ? -1 : (this.slots[2 * slot + 1] ?? 0) - 1;
  }

  /** Gives the address that it had before, or -1. */
  set(key: Span, address: number): number {
    const slot = this.slotOf(key);
    if (slot >= 0) {
      const before = (this.slots[2 * slot + 1] ?? 0) - 1;
      this.slots[2 * slot + 1] = address + 1;
      return before;
    }
    if (2 * ++this.used > this.mask) this.grow();
    this.place(hashOf(key), address + 1);
    return -1;
  }

  /** Gives the address that it had, or -1. */
  delete(key: Span): number {
    const slot = this.slotOf(key);
    if (slot < 0) return -1;
    const address = (this.slots[2 * slot + 1] ?? 0) - 1;
    this.used--;
    this.close(slot);
    return address;
  }

  *addresses(): Generator<number> {
    for (let at = 1; at < this.slots.length; at += 2) {
      const address = this.slots[at] ?? 0;
      if (address !== 0) yield address - 1;
    }
  }

  private slotOf(key: Span): number {
    const hash = hashOf(key);
    const { slots, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot + 1] ?? 0;
      if (entry !== 0 && slots[2 * slot] !== hash) continue;
      this.standIn = this.addressAfter(slot);
      const isHere = this.texts.hasKey(entry === 0 ? this.standIn : entry - 1, key);
      if (entry === 0) return -1;
      if (isHere) return slot;
    }
  }

  /** That of the next entry, round the end of the array. At least half of the slots are empty, so it is not far. */
  private addressAfter(slot: number): number {
    if (this.used === 0) return this.nobody;
    const { slots, mask } = this;
    let next = (slot + 1) & mask;
    while (slots[2 * next + 1] === 0) next = (next + 1) & mask;
    return (slots[2 * next + 1] ?? 0) - 1;
  }

  private place(hash: number, entry: number): void {
    let slot = hash & this.mask;
    while (this.slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.mask;
    this.slots[2 * slot] = hash;
    this.slots[2 * slot + 1] = entry;
  }

  private grow(): void {
    const { slots } = this;
    this.mask = 2 * this.mask + 1;
    this.slots = new Uint32Array(2 * (this.mask + 1));
    for (let at = 0; at < slots.length; at += 2) {
      const entry = slots[at + 1] ?? 0;
      if (entry !== 0) this.place(slots[at] ?? 0, entry);
    }
  }

  /** Empties a slot and moves up what follows it, as if its entry had never been there: no tombstones, which would pile up. */
  private close(slot: number): void {
    let hole = slot;
    for (let at = (slot + 1) & this.mask; this.slots[2 * at + 1] !== 0; at = (at + 1) & this.mask) {
      const wanted = (this.slots[2 * at] ?? 0) & this.mask;
      const isReachable = ((at - wanted) & this.mask) < ((at - hole) & this.mask);
      if (isReachable) continue;
      this.slots[2 * hole] = this.slots[2 * at] ?? 0;
      this.slots[2 * hole + 1] = this.slots[2 * at + 1] ?? 0;
      hole = at;
    }
    this.slots[2 * hole] = 0;
    this.slots[2 * hole + 1] = 0;
  }
}

/** FNV-1a, and the last step of MurmurHash3, which spreads it over all bits. */
function hashOf({ bytes, start, end }: Span): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
