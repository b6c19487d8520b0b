import { Buffer } from "node:buffer";
import { isUtf8 } from "./basic.mjs";

/** RFC 3986 pchar without `;`, once or more; a `%` only with two hex digits. */
const SEGMENT = /^(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+$/;
const REFUSED_ESCAPE = /%(?:2E|2F|5C|[01][0-9A-F]|7F|3B|25|23|3F)/i;

/**
 * The segments of a path as they are compared with templates, or null for a path that is refused.
 *
 * @param {string | null} target path and query
 * @returns {string[] | null}
 */
export function readPath(target) {
  const path = target?.split("?")[0];
  if (path === undefined || !path.startsWith("/")) return null;
  const segments = path.slice(1).split("/");
  if (!segments.every(isUnambiguous)) return null;
  const read = withoutJson(segments.map(decodeOnce));
  return read.some(isDots) ? null : read;
}

/** None `.` or `..`, also not what is left of `..json`. @param {string} segment */
const isDots = (segment) => /^\.{1,2}$/.test(segment);

/** @param {string} segment */
const isUnambiguous = (segment) =>
  SEGMENT.test(segment) && !isDots(segment) && !REFUSED_ESCAPE.test(segment) && isUtf8(bytesOf(segment));

/** @param {string} segment */
function bytesOf(segment) {
  const bytes = segment.replaceAll(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

/** "Escapes of `A-Z a-z 0-9 - _ ~` are decoded once"; "other escapes stay as they are." @param {string} segment */
const decodeOnce = (segment) =>
  segment.replaceAll(/%../g, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[A-Za-z0-9_~-]/.test(character) ? character : escaped;
  });

/**
 * "Under `/v1/` and `/v2_beta/` one lower-case `.json` is taken off the last segment, if something is left."
 *
 * @param {string[]} segments
 */
function withoutJson(segments) {
  const [version, ...rest] = segments;
  if (!/^(?:v1|v2_beta)$/.test(String(version)) || rest.length === 0) return segments;
  return `/${segments.join("/")}`
    .replace(/(?<=[^/])\.json$/, "")
    .slice(1)
    .split("/");
}
