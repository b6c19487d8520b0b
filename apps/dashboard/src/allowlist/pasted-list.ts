import { parseCidr } from "@latchkey/enforcement";
import type { Entry } from "./network.js";

/** A line as it was typed, with what stands in it. */
interface Line {
  typed: string;
  /** How many entries. */
  size: number;
  /** From its `#` on; "" without one. */
  comment: string;
}

/** Something that can't be added as it was written. */
export interface RefusedEntry {
  text: string;
  line: Line;
  message: string;
  /** What was probably meant. */
  suggestion: string | null;
  note: string | null;
}

export interface PastedList {
  entries: Entry[];
  refused: RefusedEntry[];
}

/** Not a bullet, a dash or a bracket alone. */
const MEANS_SOMETHING = /[\p{L}\p{N}:]/u;
/** Of a line of a firewall's or a server's list, which would let in here what it keeps out there. */
const KEEPS_OUT = /^(deny|block|drop|reject|except|not)$/i;

/**
 * Reads one address or range, or a pasted list: apart by white space, commas, semicolons or quotes, also with bullets or as JSON; what
 * follows a `#` is the note of the line's entries. What the list holds already, in this or another spelling, is refused.
 */
export function parsePastedList(pasted: string, existing: readonly Entry[]): PastedList {
  const list: PastedList = { entries: [], refused: [] };
  const known = new Set(existing.map(({ cidr }) => cidr));
  for (const typed of pasted.split(/\r?\n/)) {
    const [ranges = ""] = typed.split("#");
    const comment = typed.slice(ranges.length);
    const note = comment.slice(1).trim() || null;
    const texts = ranges.split(/[\s,;"'`]+/).filter((text) => MEANS_SOMETHING.test(text));
    if (texts.some((text) => KEEPS_OUT.test(text))) {
      const line = { typed, size: 1, comment };
      const message = "This line keeps addresses out, and the list lets them in.";
      list.refused.push({ text: ranges.trim(), line, message, suggestion: null, note });
      continue;
    }
    const line = { typed, size: texts.length, comment };
    for (const text of texts) {
      const result = parseCidr(text);
      if (!result.ok) {
        list.refused.push({ text, line, message: result.message, suggestion: result.suggestion, note });
      } else if (known.has(result.cidr.text)) {
        list.refused.push({ text, line, message: "It is on the list already.", suggestion: null, note });
      } else {
        known.add(result.cidr.text);
        list.entries.push({ cidr: result.cidr.text, note });
      }
    }
  }
  return list;
}

/** What is left to be typed anew: lines of which nothing was added as they were, of others what is refused, with their comment. */
export function stillTyped(refused: readonly RefusedEntry[]): string {
  const lines = new Map<Line, string[]>();
  for (const { line, text } of refused) lines.set(line, [...(lines.get(line) ?? []), text]);
  return [...lines]
    .map(([{ typed, size, comment }, texts]) =>
      texts.length === size ? typed : [...texts, comment].filter(Boolean).join(" "),
    )
    .join("\n");
}
