import { type Address, formatAddress, isMapped, parseIpv4, parseIpv6 } from "./address.js";

/** A range of addresses. After the prefix, all bits of `first` are zero and all bits of `last` are one. */
export interface Cidr {
  version: 4 | 6;
  first: readonly number[];
  last: readonly number[];
  prefixLength: number;
  /** The canonical text, always with its prefix length: what is stored and compared. RFC 5952 for IPv6. */
  text: string;
}

export interface CidrRefused {
  ok: false;
  /** Why, as a sentence for the key's owner. Never repeats the input. */
  message: string;
  /** What the owner probably meant, in canonical text; null when that is not certain. */
  suggestion: string | null;
}

export type CidrResult = { ok: true; cidr: Cidr } | CidrRefused;

const NO_ADDRESS = "Not an IPv4 or IPv6 address or CIDR range.";

/**
 * Reads one entry of an allowlist as its owner wrote it. A plain address means /32 or /128; IPv4-mapped IPv6 is the IPv4 range.
 * Refused: leading zeros, hexadecimal, short forms, zone ids, netmasks, brackets, white space, and set host bits.
 */
export function parseCidr(text: string): CidrResult {
  const slash = text.indexOf("/");
  const address = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === null) return refused(NO_ADDRESS, suggestionFor(text));
  const width = address.words.length * 32;
  const prefixLength = slash < 0 ? width : readPrefixLength(text.slice(slash + 1), width);
  if (prefixLength < 0) {
    return refused(`The prefix length must be a whole number from 0 to ${width}.`, suggestionFor(text));
  }
  const cidr = toCidr(address.words, prefixLength);
  const hostBits = address.words.some((word, at) => word !== networkWord(word, prefixLength - at * 32));
  if (hostBits) return refused(`The address has bits set after its first ${prefixLength}.`, cidr.text);
  return { ok: true, cidr };
}

/** The range of the given prefix length around an address; IPv4-mapped IPv6 becomes IPv4. */
function toCidr(words: readonly number[], prefixLength: number): Cidr {
  if (words.length === 4 && isMapped(words) && prefixLength >= 96)
    return toCidr(words.slice(3), prefixLength - 96);
  const version = words.length === 1 ? 4 : 6;
  const first = words.map((word, at) => networkWord(word, prefixLength - at * 32));
  const last = first.map((word, at) => word + hostMask(prefixLength - at * 32));
  return {
    version,
    first,
    last,
    prefixLength,
    text: `${formatAddress({ version, words: first })}/${prefixLength}`,
  };
}

/** All host bits set, in a word whose first `bits` bits belong to the network. `bits` is clamped to 0–32. */
function hostMask(bits: number): number {
  return 2 ** (32 - Math.min(32, Math.max(0, bits))) - 1;
}

function networkWord(word: number, bits: number): number {
  return word - (word % (hostMask(bits) + 1));
}

function readAddress(text: string): Address | null {
  const ipv4 = parseIpv4(text, 0);
  if (ipv4 >= 0) return { version: 4, words: [ipv4] };
  const words = parseIpv6(text);
  return words === null ? null : { version: 6, words };
}

function readPrefixLength(text: string, width: number): number {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return -1;
  return Number(text) <= width ? Number(text) : -1;
}

/** The entry without white space and brackets, its netmask rewritten as a prefix length, host bits cleared. Null when that is no range either. */
function suggestionFor(text: string): string | null {
  const [address = "", prefix, ...more] = text.trim().split("/");
  if (more.length > 0 || text.length > 100) return null;
  const plain = address.startsWith("[") && address.endsWith("]") ? address.slice(1, -1) : address;
  const bits = prefix === undefined ? undefined : (netmaskLength(prefix) ?? prefix);
  const rewritten = bits === undefined ? plain : `${plain}/${bits}`;
  if (rewritten === text) return null;
  const result = parseCidr(rewritten);
  return result.ok ? result.cidr.text : result.suggestion;
}

function netmaskLength(text: string): number | null {
  const mask = parseIpv4(text, 0);
  const hosts = 2 ** 32 - mask;
  return mask >= 0 && Number.isInteger(Math.log2(hosts)) ? 32 - Math.log2(hosts) : null;
}

function refused(message: string, suggestion: string | null): CidrRefused {
  return { ok: false, message, suggestion };
}
