import { decodeSegment, isPlain } from "./segment.js";

const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;

/**
 * Reads a request target by the path grammar, up to `?`: segments of RFC 3986 pchar without `;`, none empty, none `.` or `..`;
 * escapes of letters, digits, `-`, `_` and `~` decoded once, other harmless escapes kept as they are.
 * Gives the segments, or null for whatever could be read in more than one way. One pass; never throws.
 */
export function parsePath(target: string): string[] | null {
  if (target.charCodeAt(0) !== SLASH) return null;
  const segments: string[] = [];
  let start = 1;
  let plain = true;
  for (let at = 1; ; at++) {
    const code = at < target.length ? target.charCodeAt(at) : QUESTION_MARK;
    if (code === SLASH || code === QUESTION_MARK) {
      const raw = target.slice(start, at);
      const segment = plain ? raw : decodeSegment(raw);
      if (segment === null || isEmptyOrDots(segment)) return null;
      segments.push(segment);
      if (code === QUESTION_MARK) break;
      start = at + 1;
      plain = true;
    } else if (!isPlain(code)) {
      plain = false;
    }
  }
  takeOffJson(segments);
  return isEmptyOrDots(segments[segments.length - 1] ?? "") ? null : segments;
}

/** Under `/v1/` and `/v2_beta/`, takes one lower-case `.json` off the last segment, if something is left. */
export function takeOffJson(segments: string[]): void {
  const family = segments[0];
  const last = segments.length - 1;
  const segment = segments[last] ?? "";
  if (
    last > 0 &&
    (family === "v1" || family === "v2_beta") &&
    segment.length > 5 &&
    segment.endsWith(".json")
  ) {
    segments[last] = segment.slice(0, -5);
  }
}

function isEmptyOrDots(segment: string): boolean {
  return segment.length <= 2 && (segment === "" || segment === "." || segment === "..");
}
