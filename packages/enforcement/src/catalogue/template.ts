import { parsePath, takeOffJson } from "./path.js";

/** A path of the catalogue, read: a literal for each segment, or null for a parameter. */
export interface Template {
  literals: readonly (string | null)[];
  /** Which segment is the account's sid; -1 when none is. */
  sidSegment: number;
}

/** A parameter is a whole segment, */
const PARAMETER = /^\{([^{}]+)\}$/;
/** but for the `.json` that requests may add. */
const PARAMETER_JSON = /^\{[^{}]+\}\.json$/;

/**
 * Reads a path template such as `/v1/Accounts/{sid}/Calls/{call_sid}` by the grammar of requests; under `/v1/` and `/v2_beta/`
 * a `.json` at its end is taken off as it is there. Null when it is none: half a segment a parameter, two `{sid}`, or no path.
 */
export function parseTemplate(path: string): Template | null {
  const raw = path.split("/").slice(1);
  if (PARAMETER_JSON.test(raw.at(-1) ?? "")) takeOffJson(raw);
  const names = raw.map((segment) => PARAMETER.exec(segment)?.[1] ?? null);
  const literals = parsePath(`/${raw.map((segment, at) => (names[at] === null ? segment : "-")).join("/")}`);
  if (!path.startsWith("/") || literals === null || path.includes("?") || literals.length !== raw.length)
    return null;
  const sidSegment = names.indexOf("sid");
  if (sidSegment !== names.lastIndexOf("sid")) return null;
  return { literals: literals.map((literal, at) => (names[at] === null ? literal : null)), sidSegment };
}
