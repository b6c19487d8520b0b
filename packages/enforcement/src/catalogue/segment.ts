const PERCENT = 0x25;

/** What a character of a path segment is, by its code. */
const PLAIN = 1;
/** Plain, and its escape is decoded. */
const DECODED = 2;
/** Its escape is refused: it would become a delimiter, a dot, a control character or a second escape. */
const REFUSED = 4;

const CLASSES = new Uint8Array(128);
const mark = (characters: string, flag: number) => {
  for (const character of characters)
    CLASSES[character.charCodeAt(0)] = (CLASSES[character.charCodeAt(0)] ?? 0) | flag;
};
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
mark(`${LETTERS}${LETTERS.toUpperCase()}0123456789-_~`, PLAIN | DECODED);
mark(".!$&'()*+,=:@", PLAIN);
mark("./\\%;#?\x7f", REFUSED);
for (let control = 0; control < 0x20; control++) CLASSES[control] = REFUSED;

/** Whether a character may stand in a segment as itself: pchar of RFC 3986 §3.3 without `;` and `%`. */
export function isPlain(code: number): boolean {
  return code < 128 && ((CLASSES[code] ?? 0) & PLAIN) !== 0;
}

/** A segment with its escapes of unreserved characters decoded once; null when it is refused. */
export function decodeSegment(raw: string): string | null {
  let decoded = "";
  let at = 0;
  while (at < raw.length) {
    const code = raw.charCodeAt(at);
    if (isPlain(code)) {
      decoded += raw.charAt(at++);
      continue;
    }
    const length = code === PERCENT ? escapeLength(raw, at) : 0;
    if (length === 0) return null;
    const byte = byteAt(raw, at);
    decoded += (CLASSES[byte] ?? 0) & DECODED ? String.fromCharCode(byte) : raw.slice(at, at + length);
    at += length;
  }
  return decoded;
}

/** How many characters the escaped UTF-8 character at `at` takes: 3 for each byte; 0 when it is refused. */
function escapeLength(raw: string, at: number): number {
  const byte = byteAt(raw, at);
  if (byte < 0) return 0;
  if (byte < 0x80) return (CLASSES[byte] ?? 0) & REFUSED ? 0 : 3;
  const bytes = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  for (let index = 1; index < bytes; index++) {
    const next = byteAt(raw, at + 3 * index);
    const [lowest, highest] = index === 1 ? secondByte(byte) : [0x80, 0xbf];
    if (next < lowest || next > highest) return 0;
  }
  return 3 * bytes;
}

/** The bounds of the second byte of a UTF-8 sequence (RFC 3629 §4): no overlong form, no surrogate, nothing over U+10FFFF. */
function secondByte(first: number): [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}

/** The byte that the escape at `at` means; -1 when there is no whole escape. */
function byteAt(raw: string, at: number): number {
  if (raw.charCodeAt(at) !== PERCENT) return -1;
  const high = hexDigit(raw.charCodeAt(at + 1));
  const low = hexDigit(raw.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
