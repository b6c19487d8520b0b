const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NO_DIGIT = 255;
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;
const PADDING = 0x3d;

/**
 * The text behind the canonical base64 (RFC 4648 §4: what encodes to itself again) from `start` to the end of `encoded`.
 * Null when it is not canonical, not UTF-8, or has control characters.
 */
export function decodeBase64(encoded: string, start: number): string | null {
  // The decoder of the platform is fast, and lenient: white space, missing padding and stray bits would pass it.
  return isCanonical(encoded, start) ? toText(atob(encoded.slice(start))) : null;
}

function isCanonical(encoded: string, start: number): boolean {
  const length = encoded.length - start;
  if (length === 0 || length % 4 !== 0) return false;
  const padding = paddingOf(encoded);
  const end = encoded.length - padding;
  let digit = NO_DIGIT;
  for (let at = start; at < end; at++) {
    const code = encoded.charCodeAt(at);
    digit = code < 128 ? (DIGITS[code] ?? NO_DIGIT) : NO_DIGIT;
    if (digit === NO_DIGIT) return false;
  }
  // The bits that padding leaves over must be zero: with others, the same text would have several encodings.
  return padding === 0 || (digit & (padding === 1 ? 0b11 : 0b1111)) === 0;
}

function paddingOf(encoded: string): number {
  if (encoded.charCodeAt(encoded.length - 1) !== PADDING) return 0;
  return encoded.charCodeAt(encoded.length - 2) === PADDING ? 2 : 1;
}

/** `binary` has a character for each byte. */
function toText(binary: string): string | null {
  let all = 0;
  for (let at = 0; at < binary.length; at++) {
    const byte = binary.charCodeAt(at);
    if (byte < 0x20 || byte === 0x7f) return null;
    all |= byte;
  }
  return all < 0x80 ? binary : decodeUtf8(binary);
}

function decodeUtf8(binary: string): string | null {
  const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
