/** CRC-32 (ISO-HDLC: the one of zip and PNG) by table: polynomial 0x04C11DB7 reflected, all ones before and after. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of the first `length` characters of an ASCII text, as an unsigned 32-bit number. */
export function crc32(text: string, length: number): number {
  let crc = 0xffffffff;
  for (let at = 0; at < length; at++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(at)) & 0xff] ?? 0);
  }
  return ~crc >>> 0;
}
