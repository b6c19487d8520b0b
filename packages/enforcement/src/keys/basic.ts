import { Span } from "../span.js";
import { decodeBase64 } from "./base64.js";

/** The halves of an HTTP Basic header, as the caller sent them: non-empty text without control characters. */
export interface Credentials {
  key: Span;
  token: Span;
}

/** The longest Authorization header that is read, in characters. */
const LONGEST = 1024;
const SCHEME = [..."basic"].map((letter) => letter.charCodeAt(0));
const SPACE = 0x20;
const COLON = 0x3a;
const DELETE = 0x7f;

const encoder = new TextEncoder();
/** A character takes three bytes at most. */
const header = new Uint8Array(3 * LONGEST);
const decoded = new Uint8Array(3 * LONGEST);
const credentials: Credentials = { key: new Span(decoded), token: new Span(decoded) };

/**
 * Reads an Authorization header by RFC 7617: the scheme in any case, one or more spaces, canonical base64 of UTF-8 text, split at
 * its first colon. Null when it is anything else, longer than 1 KiB, or has an empty half or a control character.
 * What is given back holds until the next header is read.
 */
export function parseBasic(text: string): Credentials | null {
  if (text.length > LONGEST) return null;
  const end = encoder.encodeInto(text, header).written;
  const start = startOfCredentials(end);
  const length = start < 0 ? -1 : decodeBase64(header, start, end, decoded);
  const colon = length < 0 ? -1 : findColon(length);
  if (colon <= 0 || colon === length - 1) return null;
  credentials.key.move(0, colon);
  credentials.token.move(colon + 1, length);
  return credentials;
}

/** Where the base64 begins; -1 when the scheme is another. */
function startOfCredentials(end: number): number {
  for (let at = 0; at < SCHEME.length; at++) {
    if (((header[at] ?? 0) | 0x20) !== SCHEME[at]) return -1;
  }
  let start = SCHEME.length;
  while (start < end && header[start] === SPACE) start++;
  return start === SCHEME.length ? -1 : start;
}

/** The first colon in so many decoded bytes; -1 when there is none, and when they are not UTF-8 or have control characters. */
function findColon(length: number): number {
  let colon = -1;
  let all = 0;
  for (let at = 0; at < length; at++) {
    const byte = decoded[at] ?? 0;
    if (byte < SPACE || byte === DELETE) return -1;
    if (byte === COLON && colon < 0) colon = at;
    all |= byte;
  }
  return all < 0x80 || isUtf8(length) ? colon : -1;
}

function isUtf8(length: number): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(decoded.subarray(0, length));
    return true;
  } catch {
    return false;
  }
}
