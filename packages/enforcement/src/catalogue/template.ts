import { parsePath } from "./path.js";

/** A path of the catalogue, read: a literal for each segment, or null for a parameter. */
export interface Template {
  literals: readonly (string | null)[];
  /** Which segment is the account's sid; -1 when none is. */
  sidSegment: number;
}

/** A parameter is a whole segment, but for the `.json` that requests may add. */
const PARAMETER = /^\{([^{}]+)\}(\.json)?$/;
/** Stands for a parameter while the path is read. */
const ANYTHING = "-";

/**
 * Reads a path template such as `/v1/Accounts/{sid}/Calls/{call_sid}` by the grammar of requests; under `/v1/` and `/v2_beta/`
 * a `.json` at its end is taken off as it is there. Null when it is none: half a segment a parameter, two `{sid}`, or no path.
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
