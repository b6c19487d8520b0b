import { decodeBase64 } from "./base64.js";

/** The halves of an HTTP Basic header, as the caller sent them: non-empty text without control characters. */
export interface Credentials {
  key: string;
  token: string;
}

/** The longest Authorization header that is read, in characters. */
const LONGEST = 1024;
const SCHEME = "basic";
const SPACE = 0x20;

/**
 * Reads an Authorization header by RFC 7617: the scheme in any case, one or more spaces, canonical base64 of UTF-8 text, split at
 * its first colon. Null when it is anything else, longer than 1 KiB, or has an empty half or a control character.
 */
export function parseBasic(header: string): Credentials | null {
  if (header.length > LONGEST || !hasScheme(header)) return null;
  let start = SCHEME.length;
  while (header.charCodeAt(start) === SPACE) start++;
  if (start === SCHEME.length) return null;
  const text = decodeBase64(header, start);
  if (text === null) return null;
  const colon = text.indexOf(":");
  if (colon <= 0 || colon === text.length - 1) return null;
  return { key: text.slice(0, colon), token: text.slice(colon + 1) };
}

function hasScheme(header: string): boolean {
  for (let at = 0; at < SCHEME.length; at++) {
    if ((header.charCodeAt(at) | 0x20) !== SCHEME.charCodeAt(at)) return false;
  }
  return true;
}
