import { type Address, formatAddress, parseAddress } from "./address.js";
import { type AddressRanges, contains } from "./ranges.js";

const TAB = 0x09;
const SPACE = 0x20;
const PORT = /^(0|[1-9]\d{0,4})$/;

/** Reads a caller's address: plain, or with a port as `ip:port` (IPv4) or `[ip]:port` (IPv6). Null for anything else. */
export function parseCaller(text: string): Address | null {
  const plain = parseAddress(text);
  if (plain !== null) return plain;
  const colon = text.lastIndexOf(":");
  if (colon < 0 || text.length > 60 || !isPort(text.slice(colon + 1))) return null;
  const host = text.slice(0, colon);
  if (!host.startsWith("[")) return host.includes(":") ? null : parseAddress(host);
  const inner = host.slice(1, -1);
  return host.endsWith("]") && inner.includes(":") ? parseAddress(inner) : null;
}

/** Whether an address is in `trusted`. False when it is unknown (null) or unparsable. */
export function isTrusted(text: string | null, trusted: AddressRanges): boolean {
  const address = text === null ? null : parseCaller(text);
  return address !== null && contains(trusted, address);
}

/**
 * The client's address by X-Forwarded-For: reading from the right, the first entry that is not a trusted proxy, or the leftmost entry
 * if all are trusted. Canonical text; null when the header is absent, or when an entry that is reached is not an address.
 * @param lines the header's values, in the order sent
 */
export function forwardedAddress(lines: readonly string[], trusted: AddressRanges): string | null {
  let address: Address | null = null;
  for (let line = lines.length - 1; line >= 0; line--) {
    const entries = (lines[line] ?? "").split(",");
    for (let entry = entries.length - 1; entry >= 0; entry--) {
      address = parseCaller(trimBlanks(entries[entry] ?? ""));
      if (address === null) return null;
      if (!contains(trusted, address)) return formatAddress(address);
    }
  }
  return address === null ? null : formatAddress(address);
}

/**
 * The client's address where requests come to us directly: the peer's, or what X-Forwarded-For says when the peer is a trusted proxy.
 * Canonical text; null when it is unknown or unparsable. `lines`: as of `forwardedAddress`.
 */
export function clientAddress(
  peer: string | null,
  lines: readonly string[],
  trusted: AddressRanges,
): string | null {
  if (lines.length > 0 && isTrusted(peer, trusted)) return forwardedAddress(lines, trusted);
  const address = peer === null ? null : parseCaller(peer);
  return address === null ? null : formatAddress(address);
}

function isPort(text: string): boolean {
  return PORT.test(text) && Number(text) <= 65_535;
}

/**
 * Trims the optional white space of RFC 9110 §5.6.3: spaces and tabs, nothing else. Not a regular expression: strangers choose the text,
 * and one that looks for trailing blanks takes quadratic time over a long run of blanks inside it.
 */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
