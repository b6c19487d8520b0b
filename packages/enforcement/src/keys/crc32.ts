const BYTES = 256;
/**
 * CRC-32 (ISO-HDLC, as in zip and PNG): polynomial 0x04C11DB7, reflected, all ones before and after. "Slicing by 4": the first table is
 * for single bytes, each further one for a byte followed by one more zero byte, so that four bytes are taken in at once by look-ups that
 * don't wait for each other.
 */
const TABLES = new Int32Array(4 * BYTES);
for (let byte = 0; byte < BYTES; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLES[byte] = value;
}
for (let at = BYTES; at < TABLES.length; at++) TABLES[at] = next(TABLES[at - BYTES] ?? 0);

/** The CRC-32 of the bytes from `start` to `end`, as an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    crc ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    crc =
      (TABLES[3 * BYTES + (crc & 0xff)] ?? 0) ^
      (TABLES[2 * BYTES + ((crc >>> 8) & 0xff)] ?? 0) ^
      (TABLES[BYTES + ((crc >>> 16) & 0xff)] ?? 0) ^
      (TABLES[crc >>> 24] ?? 0);
  }
  for (; at < end; at++) crc = next(crc ^ (bytes[at] ?? 0));
  return ~crc >>> 0;
}

/** Takes in one byte, which the caller has XORed into the low byte of `crc`. */
function next(crc: number): number {
  return (crc >>> 8) ^ (TABLES[crc & 0xff] ?? 0);
}
