import { Buffer } from "node:buffer";

/**
 * The key and the token of HTTP Basic credentials, or null for what can't be read as such.
 *
 * @param {string} header the value of the one Authorization header
 * @returns {{ key: string, token: string } | null}
 */
export function readBasic(header) {
  if (isTooLong(header)) return null;
  const base64 = withoutScheme(header);
  if (base64 === null || !isCanonicalBase64(base64)) return null;
  const bytes = Buffer.from(base64, "base64");
  if (!isUtf8(bytes)) return null;
  return splitAtFirstColon(bytes.toString("utf8"));
}

/** "Over 1 KiB: 401." @param {string} header */
const isTooLong = (header) => Buffer.byteLength(header) > 1024;

/** "Scheme in any case", then one space or more (RFC 9110, 11.4). @param {string} header */
const withoutScheme = (header) => /^basic +([^ ]+)$/i.exec(header)?.[1] ?? null;

/** "Canonical base64 (what re-encodes to itself)." @param {string} text */
const isCanonicalBase64 = (text) => Buffer.from(text, "base64").toString("base64") === text;

/** Bytes that are not UTF-8 become U+FFFD, and that does not become them again. @param {Buffer} bytes */
export const isUtf8 = (bytes) => Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes);

/** "Split at the first colon"; no empty half, no control characters. @param {string} pair */
function splitAtFirstColon(pair) {
  const halves = /^([^:]+):(.+)$/su.exec(pair);
  if (!halves || hasControl(pair)) return null;
  return { key: String(halves[1]), token: String(halves[2]) };
}

/** @param {string} text */
const hasControl = (text) => [...text].some((character) => character <= "\u001f" || character === "\u007f");
