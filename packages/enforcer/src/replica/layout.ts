import type { Page } from "./arena.js";
import type { KeyFacts } from "./key-records.js";

/**
 * How a key lies in memory, in words of four bytes from its beginning:
 *
 *     0 account   1 permission set   2 flags   3 lengths of the texts, a byte each
 *     4 ranges of IPv4   5 of IPv6   6–7 expiresAt
 *     8 … for each token: 2 words retiresAt, 8 words hash
 *     then the ranges of the allowlist, then the texts as bytes: id, key, ids of the tokens
 *
 * An instant is a double, Infinity where there is none.
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
const RETIRES_AT = 0;
const HASH = 2;

export const HASH_WORDS = 8;
/** The longest text: its length is a byte. */
export const LONGEST_TEXT = 255;

const DISABLED = 1;
const BROKEN = 2;
const ANY_ADDRESS = 4;
const FIRST_DELETED = 8;
/** The next after those of the two tokens. */
const TOKENS_BROKEN = 32;
const TOKEN_COUNT_BITS = 6;

/** What the size of a key depends on. */
export type Sized = Pick<KeyFacts, "id" | "key" | "tokens" | "ranges">;

/** In bytes. */
export function sizeOf({ id, key, tokens, ranges }: Sized): number {
  let texts = id.length + key.length;
  for (const token of tokens) texts += token.id.length;
  return 4 * (TOKENS + tokens.length * TOKEN_WORDS + 2 * (ranges?.v4 ?? 0) + 8 * (ranges?.v6 ?? 0)) + texts;
}

/** Of what was written at `at`, a place in words as all places are, in bytes. */
export function sizeAt(words: Uint32Array, at: number): number {
  return textAt(words, at) + textLength(words, at) - 4 * at;
}

/** `offset`: in bytes, a multiple of 8. The page has room for `sizeOf`. */
export function write({ bytes, words, numbers }: Page, offset: number, facts: KeyFacts): void {
  const at = offset / 4;
  const { id, key, tokens, ranges } = facts;
  const first = tokens[0]?.id ?? "";
  const second = tokens[1]?.id ?? "";
  words[at + ACCOUNT] = facts.account;
  words[at + PERMISSIONS] = facts.permissions;
  words[at + FLAGS] = flagsOf(facts);
  words[at + LENGTHS] = id.length | (key.length << 8) | (first.length << 16) | (second.length << 24);
  words[at + V4] = ranges?.v4 ?? 0;
  words[at + V6] = ranges?.v6 ?? 0;
  numbers[(at + EXPIRES_AT) / 2] = facts.expiresAt ?? Number.POSITIVE_INFINITY;
  let token = at + TOKENS;
  for (const { retiresAt, hash } of tokens) {
    numbers[(token + RETIRES_AT) / 2] = retiresAt ?? Number.POSITIVE_INFINITY;
    bytes.write(hash, 4 * (token + HASH), "hex");
    token += TOKEN_WORDS;
  }
  if (ranges) {
    const from = rangesAt(words, at);
    const count = 2 * ranges.v4 + 8 * ranges.v6;
    for (let word = 0; word < count; word++) words[from + word] = ranges.words[ranges.start + word] ?? 0;
  }
  bytes.write(id + key + first + second, textAt(words, at), "latin1");
}

function flagsOf({ disabled, broken, tokensBroken, ranges, tokens }: KeyFacts): number {
  let flags = tokens.length << TOKEN_COUNT_BITS;
  if (disabled) flags |= DISABLED;
  if (broken) flags |= BROKEN;
  if (tokensBroken) flags |= TOKENS_BROKEN;
  if (ranges === null) flags |= ANY_ADDRESS;
  let bit = FIRST_DELETED;
  for (const { deleted } of tokens) {
    if (deleted) flags |= bit;
    bit <<= 1;
  }
  return flags;
}

export const isDisabled = (words: Uint32Array, at: number) => ((words[at + FLAGS] ?? 0) & DISABLED) !== 0;
export const isBroken = (words: Uint32Array, at: number) => ((words[at + FLAGS] ?? 0) & BROKEN) !== 0;
export const hasBrokenTokens = (words: Uint32Array, at: number) =>
  ((words[at + FLAGS] ?? 0) & TOKENS_BROKEN) !== 0;
export const isOpen = (words: Uint32Array, at: number) => ((words[at + FLAGS] ?? 0) & ANY_ADDRESS) !== 0;
export const isDeleted = (words: Uint32Array, at: number, place: number) =>
  ((words[at + FLAGS] ?? 0) & (FIRST_DELETED << place)) !== 0;
export const tokenCount = (words: Uint32Array, at: number) => (words[at + FLAGS] ?? 0) >>> TOKEN_COUNT_BITS;

export const idLength = (words: Uint32Array, at: number) => (words[at + LENGTHS] ?? 0) & 255;
export const keyLength = (words: Uint32Array, at: number) => ((words[at + LENGTHS] ?? 0) >>> 8) & 255;
export const tokenIdLength = (words: Uint32Array, at: number, place: number) =>
  ((words[at + LENGTHS] ?? 0) >>> (16 + 8 * place)) & 255;

/** Of all texts together. */
export function textLength(words: Uint32Array, at: number): number {
  const lengths = words[at + LENGTHS] ?? 0;
  return (lengths & 255) + ((lengths >>> 8) & 255) + ((lengths >>> 16) & 255) + (lengths >>> 24);
}

/** Where the texts begin, in bytes. */
export function textAt(words: Uint32Array, at: number): number {
  return 4 * (rangesAt(words, at) + 2 * rangesOfV4(words, at) + 8 * rangesOfV6(words, at));
}

/** Where the ranges begin, in words: first those of IPv4. */
export const rangesAt = (words: Uint32Array, at: number) => at + TOKENS + tokenCount(words, at) * TOKEN_WORDS;
export const rangesOfV4 = (words: Uint32Array, at: number) => words[at + V4] ?? 0;
export const rangesOfV6 = (words: Uint32Array, at: number) => words[at + V6] ?? 0;

/** Where the hash of a token begins, in words. */
export const hashAt = (at: number, place: number) => at + TOKENS + place * TOKEN_WORDS + HASH;

export const expiresAt = (numbers: Float64Array, at: number) => instant(numbers[(at + EXPIRES_AT) / 2]);
export const retiresAt = (numbers: Float64Array, at: number, place: number) =>
  instant(numbers[(at + TOKENS + place * TOKEN_WORDS + RETIRES_AT) / 2]);

function instant(number: number | undefined): number | null {
  return number === undefined || number === Number.POSITIVE_INFINITY ? null : number;
}
