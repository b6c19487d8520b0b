const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The greatest multiple of 62 that fits a byte: bytes from here on are thrown away, so that no digit is likelier than another. */
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

/** The number that the base62 digits from `start` to `end` mean; NaN when one of them is no digit. */
export function fromBase62(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 62 + digit(bytes[at] ?? 0);
  return value;
}

function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41 + 10;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 36;
  return Number.NaN;
}
