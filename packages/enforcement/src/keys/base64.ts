const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The digit of each ASCII character; negative where it is none, which makes every number that it is a part of negative. */
const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;
const PADDING = 0x3d;
const LONGEST = 1024;

/** One decoding at a time: nothing here waits, so that the bytes are never shared. */
const bytes = new Uint8Array((LONGEST / 4) * 3);

/**
 * The text behind the canonical base64 (RFC 4648 §4: what encodes to itself again) from `start` to the end of `encoded`, at most
 * 1,024 characters. Null when it is not canonical, not UTF-8, or has control characters.
 */
export function decodeBase64(encoded: string, start: number): string | null {
  const length = encoded.length - start;
  if (length === 0 || length % 4 !== 0 || length > LONGEST) return null;
  const padding = paddingOf(encoded);
  const end = encoded.length - padding;
  let count = 0;
  for (let at = start; at < end; at += 4) {
    const value =
      (digitAt(encoded, at, end) << 18) |
      (digitAt(encoded, at + 1, end) << 12) |
      (digitAt(encoded, at + 2, end) << 6) |
      digitAt(encoded, at + 3, end);
    if (value < 0) return null;
    bytes[count++] = value >>> 16;
    bytes[count++] = value >>> 8;
    bytes[count++] = value;
  }
  // The bits that padding leaves over must be zero: with others, the same text would have several encodings.
  for (let left = padding; left > 0; left--) if (bytes[--count] !== 0) return null;
  return toText(bytes.subarray(0, count));
}

/** Padding stands for zeros. */
function digitAt(encoded: string, at: number, end: number): number {
  if (at >= end) return 0;
  const code = encoded.charCodeAt(at);
  return code < 128 ? (DIGITS[code] ?? -1) : -1;
}

function paddingOf(encoded: string): number {
  if (encoded.charCodeAt(encoded.length - 1) !== PADDING) return 0;
  return encoded.charCodeAt(encoded.length - 2) === PADDING ? 2 : 1;
}

function toText(decoded: Uint8Array): string | null {
  let all = 0;
  for (let at = 0; at < decoded.length; at++) {
    const byte = decoded[at] ?? 0;
    if (byte < 0x20 || byte === 0x7f) return null;
    all |= byte;
  }
  return all < 0x80 ? String.fromCharCode.apply(null, decoded as unknown as number[]) : decodeUtf8(decoded);
}

function decodeUtf8(text: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    return null;
  }
}
