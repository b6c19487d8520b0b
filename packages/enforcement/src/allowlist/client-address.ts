import { type Address, formatAddress, parseAddress } from "./address.js";
import { type AddressRanges, contains } from "./ranges.js";

const TAB = 0x09;
const SPACE = 0x20;
const PORT = /^(0|[1-9]\d{0,4})$/;

/** Reads a caller's address: plain, or with a port as `ip:port` (IPv4) or `[ip]:port` (IPv6). Null when it is anything else. */
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

/** Whether an address as text is one of the trusted ones. Unparsable or unknown (null): no. */
export function isTrusted(text: string | null, trusted: AddressRanges): boolean {
  const address = text === null ? null : parseCaller(text);
  return address !== null && contains(trusted, address);
}

/**
 * The client's address by X-Forwarded-For: from the right, trusted proxies are skipped; the first other one counts, or the
 * leftmost if all are trusted. `lines`: the header's values in the order sent. Canonical text; null when the header is absent or
 * that entry is no address.
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

/** The client's address where we are the first hop: the peer, unless it is a trusted proxy that says for whom it asks. */
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
 * Without the optional white space of RFC 9110 §5.6.3 at its ends: spaces and tabs, nothing else. No regular expression: strangers send
 * this, and one would look for the end again from each of many blanks within.
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
