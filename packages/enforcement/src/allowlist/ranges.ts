import type { Address } from "./address.js";
import { type Cidr, parseCidr } from "./cidr.js";

/** Sets of addresses, as sorted ranges that do not overlap: `first` and `last` of each, word by word. */
export interface AddressRanges {
  v4: Uint32Array;
  v6: Uint32Array;
}

/** Compiles CIDR ranges in canonical text, or any that `parseCidr` takes. Null when one of them can't be read. */
export function compileRanges(cidrs: readonly string[]): AddressRanges | null {
  const v4: Cidr[] = [];
  const v6: Cidr[] = [];
  for (const text of cidrs) {
    const result = parseCidr(text);
    if (!result.ok) return null;
    (result.cidr.version === 4 ? v4 : v6).push(result.cidr);
  }
  return { v4: pack(v4), v6: pack(v6) };
}

/** Whether the address lies in one of the ranges. A binary search: a thousand entries cost ten steps. */
export function contains(ranges: AddressRanges, address: Address): boolean {
  const { words } = address;
  const width = words.length;
  const packed = width === 1 ? ranges.v4 : ranges.v6;
  let low = 0;
  let high = packed.length / (2 * width);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(packed, middle * 2 * width, words) <= 0) low = middle + 1;
    else high = middle;
  }
  return low > 0 && compareAt(packed, (low - 1) * 2 * width + width, words) >= 0;
}

/** CIDR ranges are disjoint or nested, so that dropping what lies in the one before leaves them disjoint. */
function pack(cidrs: Cidr[]): Uint32Array {
  const kept: Cidr[] = [];
  for (const cidr of cidrs.sort((a, b) => compare(a.first, b.first) || a.prefixLength - b.prefixLength)) {
    const before = kept.at(-1);
    if (before === undefined || compare(before.last, cidr.first) < 0) kept.push(cidr);
  }
  return Uint32Array.from(kept.flatMap((cidr) => [...cidr.first, ...cidr.last]));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((word, index) => word !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function compareAt(packed: Uint32Array, offset: number, words: readonly number[]): number {
  for (let at = 0; at < words.length; at++) {
    const difference = (packed[offset + at] ?? 0) - (words[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
