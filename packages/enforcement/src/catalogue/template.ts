import { parsePath } from "./path.js";

/** A path of the catalogue, parsed. */
export interface Template {
  /** One for each segment; null for a parameter. */
  literals: readonly (string | null)[];
  /** Index of the segment that is the account's sid; -1 when none is. */
  sidSegment: number;
}

/** A parameter is a whole segment, except for the `.json` that requests may add. */
const PARAMETER = /^\{([^{}]+)\}(\.json)?$/;
/** Replaces each parameter while the path is parsed. */
const ANYTHING = "-";

/**
 * Parses a path template such as `/v1/Accounts/{sid}/Calls/{call_sid}` by the grammar for request paths, which takes a `.json` off its
 * end under `/v1/` and `/v2_beta/`. Null when it is not one: a parameter that is only a part of a segment, `{sid}` twice, or no path.
 */
export function parseTemplate(path: string): Template | null {
  if (path.includes("?")) return null;
  const raw = path.split("/");
  const names = raw.slice(1).map((segment) => PARAMETER.exec(segment)?.[1] ?? null);
  const segments = parsePath(raw.map((segment) => segment.replace(PARAMETER, `${ANYTHING}$2`)).join("/"));
  if (segments === null || segments.length !== names.length) return null;
  if (segments.some((segment, at) => names[at] !== null && segment !== ANYTHING)) return null;
  const sidSegment = names.indexOf("sid");
  if (sidSegment !== names.lastIndexOf("sid")) return null;
  return { literals: segments.map((segment, at) => (names[at] === null ? segment : null)), sidSegment };
}
