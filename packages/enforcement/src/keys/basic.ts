import { Span } from "../span.js";
import { isWordByte } from "./token.js";

/** The halves of an HTTP Basic header, as the caller sent them: non-empty text without control characters. */
export interface Credentials {
  key: Span;
  token: Span;
  /** All bytes of both halves are known to be of `[A-Za-z0-9_-]`; false: some may be others. */
  plain: boolean;
}

/** The longest Authorization header that is read, in characters. */
const LONGEST = 1024;
const SCHEME = [..."basic"].map((letter) => letter.charCodeAt(0));
const SPACE = 0x20;
const COLON = 0x3a;
const DELETE = 0x7f;
const PADDING = 0x3d;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Less than zero, as is whatever has its bits: digits joined by OR show whether one of them was none. */
const NO_DIGIT = -1;
const DIGITS = new Int32Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** Decoded bytes are weighed: nothing for one that may stand in keys and tokens, 1 for a colon, more than all colons for any other. */
const OTHER = 4 * LONGEST;
const WEIGHTS = Int32Array.from({ length: 256 }, (_, byte) =>
  isWordByte(byte) ? 0 : byte === COLON ? 1 : OTHER,
);
/** What a key and a token weigh with the colon between them. */
const PLAIN = 1;

const encoder = new TextEncoder();
/** Constants of this module, and no parameters: V8 leaves out what it does at each look at a buffer that may be another. A character takes three bytes at most. */
const header = new Uint8Array(3 * LONGEST);
const decoded = new Uint8Array(3 * LONGEST);
const credentials: Credentials = { key: new Span(decoded), token: new Span(decoded), plain: false };
/** Of all bytes that were decoded last. */
let weight = 0;

/**
 * Reads an Authorization header by RFC 7617: the scheme in any case, one or more spaces, canonical base64 of UTF-8 text, split at
 * its first colon. Null when it is anything else, longer than 1 KiB, or has an empty half or a control character.
 * What is given back holds until the next header is read.
 */
export function parseBasic(text: string): Credentials | null {
  if (text.length > LONGEST) return null;
  const end = encoder.encodeInto(text, header).written;
  const start = startOfCredentials(end);
  const length = start < 0 ? -1 : decodeBase64(start, end);
  if (length < 0) return null;
  credentials.plain = weight === PLAIN;
  const colon = credentials.plain ? onlyColon() : findColon(length);
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

/**
 * Decodes the canonical base64 (RFC 4648 §4: what encodes to itself again) that stands from `start` to `end` of the header, and weighs it.
 * Gives the number of bytes; -1 when it is empty or not canonical. One pass: the decoders of the platform are lenient, and a second look
 * at each character costs more than decoding it here.
 */
function decodeBase64(start: number, end: number): number {
  if (end === start || (end - start) % 4 !== 0) return -1;
  const padding = header[end - 1] !== PADDING ? 0 : header[end - 2] !== PADDING ? 1 : 2;
  const whole = padding === 0 ? end : end - 4;
  let all = 0;
  let written = 0;
  let sum = 0;
  for (let at = start; at < whole; at += 4, written += 3) {
    const word =
      ((DIGITS[header[at] ?? 0] ?? 0) << 18) |
      ((DIGITS[header[at + 1] ?? 0] ?? 0) << 12) |
      ((DIGITS[header[at + 2] ?? 0] ?? 0) << 6) |
      (DIGITS[header[at + 3] ?? 0] ?? 0);
    all |= word;
    decoded[written] = word >>> 16;
    decoded[written + 1] = word >>> 8;
    decoded[written + 2] = word;
    sum +=
      (WEIGHTS[(word >>> 16) & 255] ?? 0) + (WEIGHTS[(word >>> 8) & 255] ?? 0) + (WEIGHTS[word & 255] ?? 0);
  }
  weight = sum;
  if (all < 0) return -1;
  return padding === 0 ? written : decodeLast(whole, padding, written);
}

/** The last four characters, of which one or two are padding. The bits that it leaves over must be zero: else the same text would have several encodings. */
function decodeLast(at: number, padding: number, written: number): number {
  const first = DIGITS[header[at] ?? 0] ?? NO_DIGIT;
  const second = DIGITS[header[at + 1] ?? 0] ?? NO_DIGIT;
  const third = padding === 2 ? 0 : (DIGITS[header[at + 2] ?? 0] ?? NO_DIGIT);
  if ((first | second | third) < 0) return -1;
  const word = (first << 18) | (second << 12) | (third << 6);
  if ((word & (padding === 2 ? 0xffff : 0xff)) !== 0) return -1;
  decoded[written] = word >>> 16;
  weight += WEIGHTS[(word >>> 16) & 255] ?? 0;
  if (padding === 1) {
    decoded[written + 1] = word >>> 8;
    weight += WEIGHTS[(word >>> 8) & 255] ?? 0;
  }
  return written + 3 - padding;
}

/** Where the colon is that is known to be there. */
function onlyColon(): number {
  let at = 0;
  while (decoded[at] !== COLON) at++;
  return at;
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
