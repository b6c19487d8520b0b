const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Has a bit that no digit has, so that the OR of several values shows whether one of them was no digit. */
const NO_DIGIT = 64;
const DIGITS = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;
/** The greatest multiple of 62 in a byte. Random bytes from here on are discarded, so that all digits are equally likely. */
const UNBIASED = 248;

/** Gives `length` bytes from a cryptographically secure source. */
export type RandomBytes = (length: number) => Uint8Array;

/** `length` random base62 digits, all equally likely. */
export function randomBase62(length: number, randomBytes: RandomBytes): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < UNBIASED && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

/** A whole number in base62, most significant digit first, left-padded with `0` to `length` digits. */
export function toBase62(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62))
    text = ALPHABET.charAt(rest % 62) + text;
  return text;
}

/** The value of the base62 digits from `start` to `end`; NaN when one of them is no digit. */
export function fromBase62(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let all = 0;
  for (let at = start; at < end; at++) {
    const digit = DIGITS[bytes[at] ?? 0] ?? NO_DIGIT;
    value = value * 62 + digit;
    all |= digit;
  }
  return all < NO_DIGIT ? value : Number.NaN;
}
