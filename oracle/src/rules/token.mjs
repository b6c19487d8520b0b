import { createHash } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `lkt_`, 32 random characters and 6 of checksum. */
const ISSUED = /^lkt_[0-9A-Za-z]{32}[0-9A-Za-z]{6}$/;

/** A token of our own form whose checksum is not that of what stands before. @param {string} token */
export const isMistyped = (token) => ISSUED.test(token) && !token.endsWith(checksum(token.slice(0, 36)));

/** CRC-32 (ISO-HDLC) as six digits of base 62, left-padded with `0`. @param {string} text ASCII */
export const checksum = (text) => inBase62(crc32(text)).padStart(6, "0");

/** @param {string} token */
export const sha256 = (token) => createHash("sha256").update(token, "utf8").digest("hex");

/**
 * The reflected polynomial 0xEDB88320, bit by bit, from all ones, inverted at the end.
 *
 * @param {string} text ASCII
 */
function crc32(text) {
  let crc = 0xffffffffn;
  for (const character of text) {
    crc ^= BigInt(character.charCodeAt(0));
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0xedb88320n : crc >> 1n;
  }
  return crc ^ 0xffffffffn;
}

/** @param {bigint} number @returns {string} */
const inBase62 = (number) =>
  number === 0n ? "" : inBase62(number / 62n) + ALPHABET.charAt(Number(number % 62n));
