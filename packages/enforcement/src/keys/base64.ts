const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NO_DIGIT = 64;
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;
const PADDING = 0x3d;

/** One decoding at a time: nothing here waits, so that the bytes are never shared. */
const bytes = new Uint8Array(768);

/**
 * The text behind the canonical base64 (RFC 4648 §4: what encodes to itself again) from `start` to the end of `encoded`, at most
 * 1,024 characters. Null when it is not canonical, not UTF-8, or has control characters.
 */
export function decodeBase64(encoded: string, start: number): string | null {
  const length = encoded.length - start;
  if (length === 0 || length % 4 !== 0 || length > 1024) return null;
  const end = encoded.length - paddingOf(encoded);
  let count = 0;
  let collected = 0;
  let bits = 0;
  let ascii = true;
  for (let at = start; at < end; at++) {
    const code = encoded.charCodeAt(at);
    const digit = code < 128 ? (DIGITS[code] ?? NO_DIGIT) : NO_DIGIT;
    if (digit === NO_DIGIT) return null;
    collected = ((collected << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (collected >>> bits) & 0xff;
    if (byte < 0x20 || byte === 0x7f) return null;
    if (byte > 0x7f) ascii = false;
    bytes[count++] = byte;
  }
  if ((collected & ((1 << bits) - 1)) !== 0) return null;
  const decoded = bytes.subarray(0, count);
  return ascii ? String.fromCharCode.apply(null, decoded as unknown as number[]) : decodeUtf8(decoded);
}

function paddingOf(encoded: string): number {
  if (encoded.charCodeAt(encoded.length - 1) !== PADDING) return 0;
  return encoded.charCodeAt(encoded.length - 2) === PADDING ? 2 : 1;
}

function decodeUtf8(text: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    return null;
  }
}
