const BYTES = 256;
/**
 * CRC-32 (ISO-HDLC: the one of zip and PNG) by tables: polynomial 0x04C11DB7 reflected, all ones before and after. The first table is of a
 * byte, each further one of a byte with one more byte of zeros behind it: four bytes are taken in at once, since a look-up that waits for
 * the one before it is what costs.
 */
const TABLES = new Int32Array(4 * BYTES);
for (let byte = 0; byte < BYTES; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLES[byte] = value;
}
for (let at = BYTES; at < TABLES.length; at++) TABLES[at] = next(TABLES[at - BYTES] ?? 0);

/** The checksum of the bytes from `start` to `end`, as an unsigned 32-bit number. */
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

/** One byte further. */
function next(crc: number): number {
  return (crc >>> 8) ^ (TABLES[crc & 0xff] ?? 0);
}
