import { hexDigit } from "../hex.js";

/** An IPv4 address as one 32-bit word, or an IPv6 address as four; most significant first. */
export interface Address {
  version: 4 | 6;
  words: readonly number[];
}

const DOT = 0x2e;
const COLON = 0x3a;
/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const LONGEST = 45;

/**
 * Reads an address in its one usual spelling: IPv4 as four decimal numbers without leading zeros, IPv6 as in RFC 4291 §2.2.
 * Zone ids, brackets, ports, hexadecimal, octal and short forms of IPv4 give null.
 * IPv4-mapped IPv6 (`::ffff:0:0/96`) is the IPv4 address; no other IPv6 form is.
 */
export function parseAddress(text: string): Address | null {
  const ipv4 = parseIpv4(text, 0);
  if (ipv4 >= 0) return { version: 4, words: [ipv4] };
  const words = parseIpv6(text);
  if (words === null) return null;
  return isMapped(words) ? { version: 4, words: words.slice(3) } : { version: 6, words };
}

/** Whether four words lie in `::ffff:0:0/96`. */
export function isMapped(words: readonly number[]): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
}

/** The 32-bit value of the dotted IPv4 address from `start` to the end of `text`; -1 when it is not one. */
export function parseIpv4(text: string, start: number): number {
  let value = 0;
  let octet = -1;
  let octets = 0;
  if (text.length - start > 15) return -1;
  for (let at = start; at <= text.length; at++) {
    const code = at === text.length ? DOT : text.charCodeAt(at);
    if (code === DOT) {
      if (octet < 0 || ++octets > 4) return -1;
      value = value * 256 + octet;
      octet = -1;
    } else {
      const digit = code - 0x30;
      if (digit < 0 || digit > 9 || octet === 0) return -1;
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return -1;
    }
  }
  return octets === 4 ? value : -1;
}

/** The four words of an IPv6 address; an IPv4-mapped one stays IPv6. Null when `text` is not an IPv6 address. */
export function parseIpv6(text: string): number[] | null {
  const end = text.length;
  if (end > LONGEST) return null;
  const groups: number[] = [];
  let gap = -1;
  let at = 0;
  if (text.startsWith("::")) {
    gap = 0;
    at = 2;
  }
  while (at < end) {
    const start = at;
    let group = 0;
    for (let digit = digitAt(text, at); digit >= 0; digit = digitAt(text, ++at)) group = group * 16 + digit;
    if (text.charCodeAt(at) === DOT) {
      const ipv4 = parseIpv4(text, start);
      if (ipv4 < 0) return null;
      groups.push(ipv4 >>> 16, ipv4 & 0xffff);
      break;
    }
    if (at === start || at - start > 4) return null;
    groups.push(group);
    if (at === end) break;
    if (text.charCodeAt(at++) !== COLON || at === end) return null;
    if (text.charCodeAt(at) === COLON) {
      if (gap >= 0) return null;
      gap = groups.length;
      at++;
    }
  }
  if (gap >= 0 && groups.length < 8) groups.splice(gap, 0, ...new Array<number>(8 - groups.length).fill(0));
  else if (gap >= 0) return null;
  return groups.length === 8 ? toWords(groups) : null;
}

/** The canonical text: dotted decimal for IPv4, RFC 5952 for IPv6 (without its optional mixed notation: always hexadecimal). */
export function formatAddress(address: Address): string {
  const [first = 0] = address.words;
  if (address.version === 4)
    return [first >>> 24, (first >>> 16) & 255, (first >>> 8) & 255, first & 255].join(".");
  const groups = address.words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const { start, length } = longestZeroRun(groups);
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(":");
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let at = 0; at <= groups.length; at++) {
    if (groups[at] === 0) continue;
    if (at - start > best.length) best = { start, length: at - start };
    start = at + 1;
  }
  return best;
}

function toWords(groups: readonly number[]): number[] {
  return [0, 2, 4, 6].map((at) => (groups[at] ?? 0) * 0x1_0000 + (groups[at + 1] ?? 0));
}

function digitAt(text: string, at: number): number {
  return hexDigit(text.charCodeAt(at));
}
