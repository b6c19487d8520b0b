import type { Address } from "./address.js";
import { type Cidr, parseCidr } from "./cidr.js";

/**
 * A set of addresses as sorted, disjoint ranges. Each range is its first and its last address, word by word; the IPv4 ranges come
 * first, then the IPv6 ranges.
 */
export interface AddressRanges {
  /** Holds the ranges from index `start` on. The buffer may be shared with other data. */
  words: Uint32Array;
  start: number;
  /** Number of IPv4 ranges, of two words each. */
  v4: number;
  /** Number of IPv6 ranges, of eight words each. */
  v6: number;
}

/** Compiles CIDR ranges, in any form that `parseCidr` accepts. Null when one of them can't be read. */
export function compileRanges(cidrs: readonly string[]): AddressRanges | null {
  const v4: Cidr[] = [];
  const v6: Cidr[] = [];
  for (const text of cidrs) {
    const result = parseCidr(text);
    if (!result.ok) return null;
    (result.cidr.version === 4 ? v4 : v6).push(result.cidr);
  }
  const [disjoint4, disjoint6] = [disjoint(v4), disjoint(v6)];
  const words = [...disjoint4, ...disjoint6].flatMap((cidr) => [...cidr.first, ...cidr.last]);
  return { words: Uint32Array.from(words), start: 0, v4: disjoint4.length, v6: disjoint6.length };
}

/** Reads a setting: ranges separated by commas, or `none`. Null when an entry can't be read, an empty one included. */
export function readRanges(setting: string): AddressRanges | null {
  const entries = setting.split(",").map((entry) => entry.trim());
  return compileRanges(entries.length === 1 && entries[0] === "none" ? [] : entries);
}

/** Whether the address lies in one of the ranges. A binary search: ten steps for a thousand entries. */
export function contains(ranges: AddressRanges, address: Address): boolean {
  const { words: sought } = address;
  const width = sought.length;
  const { words } = ranges;
  const start = width === 1 ? ranges.start : ranges.start + 2 * ranges.v4;
  let low = 0;
  let high = width === 1 ? ranges.v4 : ranges.v6;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(words, start + middle * 2 * width, sought) <= 0) low = middle + 1;
    else high = middle;
  }
  return low > 0 && compareAt(words, start + (low - 1) * 2 * width + width, sought) >= 0;
}

/** Sorts, and drops every range that lies within another. CIDR ranges never overlap in part, so those left are disjoint. */
function disjoint(cidrs: Cidr[]): Cidr[] {
  const kept: Cidr[] = [];
  for (const cidr of cidrs.sort((a, b) => compare(a.first, b.first) || a.prefixLength - b.prefixLength)) {
    const before = kept.at(-1);
    if (before === undefined || compare(before.last, cidr.first) < 0) kept.push(cidr);
  }
  return kept;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((word, index) => word !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function compareAt(words: Uint32Array, offset: number, sought: readonly number[]): number {
  for (let at = 0; at < sought.length; at++) {
    const difference = (words[offset + at] ?? 0) - (sought[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
