import { fromBase62, type RandomBytes, randomBase62, toBase62 } from "./base62.js";
import { crc32 } from "./crc32.js";

export type { RandomBytes } from "./base62.js";

const KEY_PREFIX = "lk_";
const KEY_RANDOM = 20;
const TOKEN_PREFIX = "lkt_";
const TOKEN_RANDOM = 32;
const CHECKSUM = 6;
const TOKEN_CHECKED = TOKEN_PREFIX.length + TOKEN_RANDOM;
const TOKEN_LENGTH = TOKEN_CHECKED + CHECKSUM;
const HINT = 4;
const LONGEST = 64;
const WORD_CHARACTERS = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  WORD_CHARACTERS[code] = /[\w-]/.test(String.fromCharCode(code)) ? 1 : 0;

/** A new public key: `lk_` and 20 random base62 characters. */
export function createKey(randomBytes: RandomBytes): string {
  return KEY_PREFIX + randomBase62(KEY_RANDOM, randomBytes);
}

/** The text of a new token: `lkt_`, 32 random base62 characters (190 bits), and their checksum with the prefix. */
export function createToken(randomBytes: RandomBytes): string {
  const checked = TOKEN_PREFIX + randomBase62(TOKEN_RANDOM, randomBytes);
  return checked + toBase62(crc32(checked, TOKEN_CHECKED), CHECKSUM);
}

/** The part of a token of ours that may be shown: its prefix and the first four characters that follow. */
export function tokenHint(token: string): string {
  return token.slice(0, TOKEN_PREFIX.length + HINT);
}

/** Whether a key can be one: `[A-Za-z0-9_-]{1,64}`, the form of imported keys, of which ours is a special case. */
export function isKeyForm(key: string): boolean {
  if (key.length === 0 || key.length > LONGEST) return false;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    if (code >= 128 || WORD_CHARACTERS[code] !== 1) return false;
  }
  return true;
}

/** Whether a token can be one: the form of imported tokens; what has the prefix and length of ours must have the right checksum too. */
export function isTokenForm(token: string): boolean {
  if (!isKeyForm(token)) return false;
  if (token.length !== TOKEN_LENGTH || !token.startsWith(TOKEN_PREFIX)) return true;
  return fromBase62(token, TOKEN_CHECKED) === crc32(token, TOKEN_CHECKED);
}
