import { Span } from "../span.js";
import { fromBase62, type RandomBytes, randomBase62, toBase62 } from "./base62.js";
import { crc32 } from "./crc32.js";

const KEY_PREFIX = "lk_";
const KEY_RANDOM = 20;
const TOKEN_PREFIX = "lkt_";
const TOKEN_RANDOM = 32;
const CHECKSUM = 6;
const TOKEN_CHECKED = TOKEN_PREFIX.length + TOKEN_RANDOM;
const TOKEN_LENGTH = TOKEN_CHECKED + CHECKSUM;
const HINT = 4;
const HINT_IN_TEXT = new RegExp(`${TOKEN_PREFIX}[0-9A-Za-z]{${HINT}}`);
const LONGEST = 64;
const PREFIX_BYTES = [...TOKEN_PREFIX].map((character) => character.charCodeAt(0));
/** By byte: 1 for `[A-Za-z0-9_-]`. */
const WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9_-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** A new public key: `lk_` and 20 random base62 characters. */
export function createKey(randomBytes: RandomBytes): string {
  return KEY_PREFIX + randomBase62(KEY_RANDOM, randomBytes);
}

/** The text of a new token: `lkt_`, 32 random base62 characters (190 bits), and the checksum of both in 6 more. */
export function createToken(randomBytes: RandomBytes): string {
  const checked = TOKEN_PREFIX + randomBase62(TOKEN_RANDOM, randomBytes);
  return checked + toBase62(crc32(Span.of(checked).bytes, 0, TOKEN_CHECKED), CHECKSUM);
}

/** The part of a token that may be shown: four characters, behind the prefix of ours; of one from elsewhere a quarter at most. */
export function tokenHint(token: string): string {
  const shown = isOurs(Span.of(token)) ? TOKEN_PREFIX.length + HINT : Math.min(HINT, token.length / 4);
  return token.slice(0, shown);
}

/** How the first token of ours in a text begins, as `tokenHint` gives it, whatever stands around it; null where there is none. */
export function findTokenHint(text: string): string | null {
  return HINT_IN_TEXT.exec(text)?.[0] ?? null;
}

/** Whether a byte may stand in a key or a token. */
export function isWordByte(byte: number): boolean {
  return WORD[byte] === 1;
}

/**
 * Whether a text has the form of a key: `[A-Za-z0-9_-]{1,64}`. That is the form of imported keys, of which ours is a special case.
 * @param plain whether all of its bytes are known to be of these
 */
export function hasKeyForm(key: Span, plain = false): boolean {
  return key.length > 0 && key.length <= LONGEST && (plain || hasWordBytes(key));
}

/** Whether a text has the form of a token: that of a key and, with the prefix and length of our own tokens, the right checksum. `plain`: as above. */
export function hasTokenForm(token: Span, plain = false): boolean {
  if (!hasKeyForm(token, plain)) return false;
  if (!isOurs(token)) return true;
  const { bytes, start, end } = token;
  const checked = start + TOKEN_CHECKED;
  return fromBase62(bytes, checked, end) === crc32(bytes, start, checked);
}

function hasWordBytes({ bytes, start, end }: Span): boolean {
  let all = 1;
  for (let at = start; at < end; at++) all &= WORD[bytes[at] ?? 0] ?? 0;
  return all === 1;
}

function isOurs(token: Span): boolean {
  if (token.length !== TOKEN_LENGTH) return false;
  for (let at = 0; at < PREFIX_BYTES.length; at++) {
    if (token.bytes[token.start + at] !== PREFIX_BYTES[at]) return false;
  }
  return true;
}
