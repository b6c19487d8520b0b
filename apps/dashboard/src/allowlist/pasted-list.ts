import { parseCidr } from "@latchkey/enforcement";
import type { Entry } from "./network.js";

/** Something that can't be added as it was written. */
export interface RefusedEntry {
  text: string;
  message: string;
  /** What was probably meant. */
  suggestion: string | null;
  note: string | null;
}

export interface PastedList {
  entries: Entry[];
  refused: RefusedEntry[];
}

/**
 * Reads one address or range, or a pasted list: apart by white space, commas or semicolons; what follows a `#` is the note of the
 * line's entries. What the list holds already, in this or another spelling, is refused.
 */
export function parsePastedList(text: string, existing: readonly Entry[]): PastedList {
  const list: PastedList = { entries: [], refused: [] };
  const known = new Set(existing.map(({ cidr }) => cidr));
  for (const line of text.split(/\r?\n/)) {
    const [ranges = "", ...comment] = line.split("#");
    const note = comment.join("#").trim() || null;
    for (const written of ranges.split(/[\s,;]+/).filter(Boolean)) {
      const result = parseCidr(written);
      if (!result.ok) {
        list.refused.push({ text: written, message: result.message, suggestion: result.suggestion, note });
      } else if (known.has(result.cidr.text)) {
        list.refused.push({ text: written, message: "It is on the list already.", suggestion: null, note });
      } else {
        known.add(result.cidr.text);
        list.entries.push({ cidr: result.cidr.text, note });
      }
    }
  }
  return list;
}
