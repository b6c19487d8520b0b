const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** More than any digit: digits joined by OR show whether one of them was none. */
const NO_DIGIT = 255;
const DIGITS = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;
const PADDING = 0x3d;

/**
 * Decodes the canonical base64 (RFC 4648 §4: what encodes to itself again) that stands from `start` to `end` of `source` to the
 * beginning of `target`, which has room for it. Gives the number of bytes; -1 when it is empty or not canonical. One pass: the decoders of
 * the platform are lenient, and a second look at each character costs more than decoding it here.
 */
export function decodeBase64(source: Uint8Array, start: number, end: number, target: Uint8Array): number {
  if (end === start || (end - start) % 4 !== 0) return -1;
  const padding = source[end - 1] !== PADDING ? 0 : source[end - 2] !== PADDING ? 1 : 2;
  const whole = padding === 0 ? end : end - 4;
  let all = 0;
  let written = 0;
  for (let at = start; at < whole; at += 4, written += 3) {
    const first = DIGITS[source[at] ?? 0] ?? NO_DIGIT;
    const second = DIGITS[source[at + 1] ?? 0] ?? NO_DIGIT;
    const third = DIGITS[source[at + 2] ?? 0] ?? NO_DIGIT;
    const fourth = DIGITS[source[at + 3] ?? 0] ?? NO_DIGIT;
    all |= first | second | third | fourth;
    target[written] = (first << 2) | (second >>> 4);
    target[written + 1] = (second << 4) | (third >>> 2);
    target[written + 2] = (third << 6) | fourth;
  }
  if (all > 63) return -1;
  return padding === 0 ? written : decodeLast(source, whole, padding, target, written);
}

/** The last four characters, of which one or two are padding. The bits that it leaves over must be zero: else the same text would have several encodings. */
function decodeLast(
  source: Uint8Array,
  at: number,
  padding: number,
  target: Uint8Array,
  written: number,
): number {
  const first = DIGITS[source[at] ?? 0] ?? NO_DIGIT;
  const second = DIGITS[source[at + 1] ?? 0] ?? NO_DIGIT;
  const third = padding === 2 ? 0 : (DIGITS[source[at + 2] ?? 0] ?? NO_DIGIT);
  if ((first | second | third) > 63) return -1;
  const word = (first << 18) | (second << 12) | (third << 6);
  if ((word & (padding === 2 ? 0xffff : 0xff)) !== 0) return -1;
  target[written] = word >>> 16;
  if (padding === 1) target[written + 1] = word >>> 8;
  return written + 3 - padding;
}
