import type { KeyFacts } from "./key-records.js";
import type { Page } from "./page.js";

/**
 * The layout of a key's record, in words of four bytes from its start:
 *
 *     0 account   1 permission set   2 flags   3 lengths of the texts, a byte each
 *     4 ranges of IPv4   5 of IPv6   6–7 expiresAt
 *     8–27 for each of the two tokens: 2 words retiresAt, 8 words hash
 *     28 … the texts as bytes: the key, its id, the ids of the tokens; padded to a multiple of 8
 *     then the ranges of the allowlist
 *
 * An instant is a double, Infinity where there is none. What authentication reads is at fixed offsets, so that the processor can fetch all
 * of it at once, without reading an address first. In this file `at` is a record's offset in its page, in words.
 */
export const ACCOUNT = 0;
export const PERMISSIONS = 1;
const FLAGS = 2;
const LENGTHS = 3;
const V4 = 4;
const V6 = 5;
const EXPIRES_AT = 6;
const TOKENS = 8;
const TOKEN_WORDS = 10;
const TEXTS = TOKENS + 2 * TOKEN_WORDS;
const RETIRES_AT = 0;
const HASH = 2;

export const HASH_WORDS = 8;
/** The longest text, since a length is stored in one byte. */
export const LONGEST_TEXT = 255;

const DISABLED = 1;
const BROKEN = 2;
const ANY_ADDRESS = 4;
const FIRST_DELETED = 8;
const SECOND_DELETED = 16;
const TOKENS_BROKEN = 32;

/** The size of the record that `write` makes, in bytes. */
export function sizeOf({ id, key, tokens, ranges }: KeyFacts): number {
  const texts = key.length + id.length + tokens[0].id.length + tokens[1].id.length;
  return 4 * TEXTS + padded(texts) + 8 * (ranges?.v4 ?? 0) + 32 * (ranges?.v6 ?? 0);
}

/** The size of the record at `at`, in bytes. */
export function sizeAt(words: Uint32Array, at: number): number {
  return 4 * (rangesAt(words, at) - at) + 8 * rangesOfV4(words, at) + 32 * rangesOfV6(words, at);
}

/** Writes a record. The page must have room for `sizeOf` bytes at `at`. */
export function write({ bytes, words, numbers }: Page, at: number, facts: KeyFacts): void {
  const { id, key, tokens, ranges } = facts;
  const [first, second] = tokens;
  words[at + ACCOUNT] = facts.account;
  words[at + PERMISSIONS] = facts.permissions;
  words[at + FLAGS] = flagsOf(facts);
  words[at + LENGTHS] = id.length | (key.length << 8) | (first.id.length << 16) | (second.id.length << 24);
  words[at + V4] = ranges?.v4 ?? 0;
  words[at + V6] = ranges?.v6 ?? 0;
  numbers[(at + EXPIRES_AT) / 2] = facts.expiresAt ?? Number.POSITIVE_INFINITY;
  let token = at + TOKENS;
  for (const { retiresAt, hash } of tokens) {
    numbers[(token + RETIRES_AT) / 2] = retiresAt ?? Number.POSITIVE_INFINITY;
    bytes.write(hash, 4 * (token + HASH), "hex");
    token += TOKEN_WORDS;
  }
  bytes.write(key + id + first.id + second.id, textsAt(at), "latin1");
  if (ranges) {
    const from = rangesAt(words, at);
    const count = 2 * ranges.v4 + 8 * ranges.v6;
    for (let word = 0; word < count; word++) words[from + word] = ranges.words[ranges.start + word] ?? 0;
  }
}

function flagsOf({ disabled, broken, tokensBroken, ranges, tokens: [first, second] }: KeyFacts): number {
  let flags = 0;
  if (disabled) flags |= DISABLED;
  if (broken) flags |= BROKEN;
  if (tokensBroken) flags |= TOKENS_BROKEN;
  if (ranges === null) flags |= ANY_ADDRESS;
  if (first.deleted) flags |= FIRST_DELETED;
  if (second.deleted) flags |= SECOND_DELETED;
  return flags;
}

export const isDisabled = (words: Uint32Array, at: number) => ((words[at + FLAGS] ?? 0) & DISABLED) !== 0;
export const isBroken = (words: Uint32Array, at: number) => ((words[at + FLAGS] ?? 0) & BROKEN) !== 0;
export const hasBrokenTokens = (words: Uint32Array, at: number) =>
  ((words[at + FLAGS] ?? 0) & TOKENS_BROKEN) !== 0;
export const isOpen = (words: Uint32Array, at: number) => ((words[at + FLAGS] ?? 0) & ANY_ADDRESS) !== 0;
export const isDeleted = (words: Uint32Array, at: number, place: number) =>
  ((words[at + FLAGS] ?? 0) & (FIRST_DELETED << place)) !== 0;

export const idLength = (words: Uint32Array, at: number) => (words[at + LENGTHS] ?? 0) & 255;
export const keyLength = (words: Uint32Array, at: number) => ((words[at + LENGTHS] ?? 0) >>> 8) & 255;
export const tokenIdLength = (words: Uint32Array, at: number, place: number) =>
  ((words[at + LENGTHS] ?? 0) >>> (16 + 8 * place)) & 255;

/** The length of all texts together, in bytes. */
export function textsLength(words: Uint32Array, at: number): number {
  const lengths = words[at + LENGTHS] ?? 0;
  return (lengths & 255) + ((lengths >>> 8) & 255) + ((lengths >>> 16) & 255) + (lengths >>> 24);
}

/** Where the texts start in the page, in bytes: the key is the first of them. */
export const textsAt = (at: number) => 4 * (at + TEXTS);

/** Where the ranges start in the page, in words: first those of IPv4. */
export const rangesAt = (words: Uint32Array, at: number) => at + TEXTS + padded(textsLength(words, at)) / 4;
export const rangesOfV4 = (words: Uint32Array, at: number) => words[at + V4] ?? 0;
export const rangesOfV6 = (words: Uint32Array, at: number) => words[at + V6] ?? 0;

/** Copies the hash of a token. Not in a loop, which would take three times as long. */
export function copyHash(words: Uint32Array, at: number, place: number, target: Uint32Array): void {
  const from = at + TOKENS + place * TOKEN_WORDS + HASH;
  target[0] = words[from] ?? 0;
  target[1] = words[from + 1] ?? 0;
  target[2] = words[from + 2] ?? 0;
  target[3] = words[from + 3] ?? 0;
  target[4] = words[from + 4] ?? 0;
  target[5] = words[from + 5] ?? 0;
  target[6] = words[from + 6] ?? 0;
  target[7] = words[from + 7] ?? 0;
}

export const expiresAt = (numbers: Float64Array, at: number) => instant(numbers[(at + EXPIRES_AT) / 2]);
export const retiresAt = (numbers: Float64Array, at: number, place: number) =>
  instant(numbers[(at + TOKENS + place * TOKEN_WORDS + RETIRES_AT) / 2]);

function instant(number: number | undefined): number | null {
  return number === undefined || number === Number.POSITIVE_INFINITY ? null : number;
}

/** Rounds up to a multiple of 8 bytes, where doubles may stand. */
const padded = (length: number) => (length + 7) & ~7;
