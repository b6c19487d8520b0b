import { Span } from "../span.js";
import { isWordByte } from "./token.js";

/** The halves of an HTTP Basic header, as the caller sent them: non-empty text without control characters. */
export interface Credentials {
  key: Span;
  token: Span;
  /** True when all bytes of both halves are known to be in `[A-Za-z0-9_-]`. */
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
/** All bits set: the OR of several values is negative when one of them was no digit. */
const NO_DIGIT = -1;
const DIGITS = new Int32Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** The sum of the weights of all decoded bytes tells what they are: 0 for a key's or token's byte, 1 for a colon, more than all colons together for others. */
const OTHER = 4 * LONGEST;
const WEIGHTS = Int32Array.from({ length: 256 }, (_, byte) =>
  isWordByte(byte) ? 0 : byte === COLON ? 1 : OTHER,
);
/** The weight of a key and a token with one colon between them. */
const PLAIN = 1;

const encoder = new TextEncoder();
/** Module constants, not parameters: V8 then leaves out checks at every access. A UTF-16 code unit takes three bytes of UTF-8 at most. */
const header = new Uint8Array(3 * LONGEST);
const decoded = new Uint8Array(3 * LONGEST);
const credentials: Credentials = { key: new Span(decoded), token: new Span(decoded), plain: false };
/** The sum of the weights of the bytes that were decoded last. */
let weight = 0;

/**
 * Reads an Authorization header by RFC 7617: the scheme in any case, one or more spaces, canonical base64 of UTF-8 text, split at
 * its first colon. Null when it is anything else, longer than 1,024 characters, or has an empty half or a control character.
 * The result is valid until the next header is read.
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

/** Where the base64 starts; -1 when the scheme is another one. */
function startOfCredentials(end: number): number {
  for (let at = 0; at < SCHEME.length; at++) {
    if (((header[at] ?? 0) | 0x20) !== SCHEME[at]) return -1;
  }
  let start = SCHEME.length;
  while (start < end && header[start] === SPACE) start++;
  return start === SCHEME.length ? -1 : start;
}

/**
 * Decodes canonical base64 (RFC 4648 §4; text that its bytes encode to again) from `start` to `end` of the header, and weighs it.
 * Gives the number of bytes; -1 when it is empty or not canonical. Our own decoder, in one pass: those of the platform are lenient, and
 * checking each character in a second pass costs more than decoding it here.
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

/** Decodes the last four characters, one or two of which are padding. Leftover bits must be zero: else the same bytes had several encodings. */
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

/** Where the colon is, when there is known to be exactly one. */
function onlyColon(): number {
  let at = 0;
  while (decoded[at] !== COLON) at++;
  return at;
}

/** The first colon in the first `length` decoded bytes; -1 when there is none, a control character, or invalid UTF-8. */
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
