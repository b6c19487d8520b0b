import { hexDigit } from "../hex.js";

const PERCENT = 0x25;

/** Classes of bytes. This one may stand in a segment as itself. */
const PLAIN = 1;
/** Its escape is decoded. */
const DECODED = 2;
/** Its escape is refused: decoded, it would be a delimiter, a dot, a control character or the start of another escape. */
const REFUSED = 4;

const CLASSES = new Uint8Array(256);
const mark = (characters: string, flag: number) => {
  for (const character of characters)
    CLASSES[character.charCodeAt(0)] = (CLASSES[character.charCodeAt(0)] ?? 0) | flag;
};
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
mark(`${LETTERS}${LETTERS.toUpperCase()}0123456789-_~`, PLAIN | DECODED);
mark(".!$&'()*+,=:@", PLAIN);
mark("./\\%;#?\x7f", REFUSED);
for (let control = 0; control < 0x20; control++) CLASSES[control] = REFUSED;

/** Whether a byte may stand in a segment as itself: pchar of RFC 3986 §3.3 without `;` and `%`. */
export function isPlain(byte: number): boolean {
  return ((CLASSES[byte] ?? 0) & PLAIN) !== 0;
}

/** The byte that the escape at `at` stands for, if such escapes are decoded; -1 when the escape is kept. */
export function decodedByte(bytes: Uint8Array, at: number): number {
  const byte = byteAt(bytes, at);
  return ((CLASSES[byte] ?? 0) & DECODED) !== 0 ? byte : -1;
}

/**
 * The length of the escaped UTF-8 character at `at`, in bytes of the path: 3 for each byte of the character. 0 when it is refused, or
 * when there is no escape. Never reads beyond a byte that is neither a hexadecimal digit nor `%`.
 */
export function escapeLength(bytes: Uint8Array, at: number): number {
  const byte = byteAt(bytes, at);
  if (byte < 0) return 0;
  if (byte < 0x80) return (CLASSES[byte] ?? 0) & REFUSED ? 0 : 3;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  for (let index = 1; index < length; index++) {
    const next = byteAt(bytes, at + 3 * index);
    const [lowest, highest] = index === 1 ? secondByte(byte) : [0x80, 0xbf];
    if (next < lowest || next > highest) return 0;
  }
  return 3 * length;
}

/** The bounds of the second byte of a UTF-8 sequence (RFC 3629 §4): no overlong form, no surrogate, nothing over U+10FFFF. */
function secondByte(first: number): [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}

/** The byte that the escape at `at` stands for; -1 when there is no complete escape. */
export function byteAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== PERCENT) return -1;
  const high = hexDigit(bytes[at + 1] ?? 0);
  if (high < 0) return -1;
  const low = hexDigit(bytes[at + 2] ?? 0);
  return low < 0 ? -1 : high * 16 + low;
}
