import { parseAddress, parseCidr } from "@latchkey/enforcement";
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
  /** The list has it. */
  isListed: boolean;
}

export interface PastedList {
  entries: Entry[];
  refused: RefusedEntry[];
}

/** Not a bullet, a dash or a bracket alone. */
const MEANS_SOMETHING = /[\p{L}\p{N}:]/u;
/** Of a line of a firewall's or a server's list, which would let in here what it keeps out there. */
const KEEPS_OUT = /^(deny|block|drop|reject|except|not)$/i;
const APART = /[\s,;"'`]+/;
/** Stands between the first and the last address of a range. */
const TO = /^(?:[-–—]|to)$/i;
/** What is no caller's address, but the mask of the one before it, if only the other way round. */
const MASK = /^(?:255|0)(?:\.\d{1,3}){3}$/;
/** In a cell of a spreadsheet, rightly written or not. */
const ADDRESS = /(?:^|\s)[\d[]\S*[.:]|:[\da-f]*:/i;

const TWO_ENDS = "A range is written with a prefix length: 192.0.2.0/24.";

/**
 * Reads one address or range, or a pasted list: apart by white space, commas, semicolons or quotes, also with bullets or as JSON; what
 * follows a `#` is the note of the line's entries, and so are a spreadsheet's other cells. What the list holds already, in this or
 * another spelling, is refused.
 */
export function parsePastedList(pasted: string, existing: readonly Entry[]): PastedList {
  const list: PastedList = { entries: [], refused: [] };
  const refuse = (line: Line, text: string, message: string, more?: Partial<RefusedEntry>) =>
    list.refused.push({ text, line, message, suggestion: null, isListed: false, ...more });
  const known = new Set(existing.map(({ cidr }) => cidr));
  for (const typed of pasted.split(/\r?\n/)) {
    const [all = ""] = typed.split("#");
    const behind = typed.slice(all.length);
    if (all.split(APART).some((text) => KEEPS_OUT.test(text))) {
      const line = { typed, size: 1, comment: behind };
      refuse(line, all.trim(), "This line keeps addresses out, and the list lets them in.");
      continue;
    }
    const { ranges, comment } = readCells(typed) ?? { ranges: all, comment: behind };
    const note = comment.slice(1).trim() || null;
    const written = readRanges(ranges);
    const line = { typed, size: written.length, comment };
    for (const { text, meant } of written) {
      const result = meant === null ? null : parseCidr(meant);
      if (result === null) refuse(line, text, TWO_ENDS);
      else if (!result.ok) refuse(line, text, result.message, { suggestion: result.suggestion });
      else if (known.has(result.cidr.text))
        refuse(line, text, "It is on the list already.", { isListed: true });
      else {
        known.add(result.cidr.text);
        list.entries.push({ cidr: result.cidr.text, note });
      }
    }
  }
  return list;
}

/** A row of a spreadsheet, whose cells without an address are the note of the others; null for any other line. */
function readCells(typed: string): { ranges: string; comment: string } | null {
  if (typed.includes("#")) return null;
  const cells = typed.split("\t").map((cell) => cell.trim());
  const addresses = cells.filter((cell) => ADDRESS.test(cell));
  const others = cells.filter((cell) => cell !== "" && !ADDRESS.test(cell));
  if (addresses.length === 0 || others.length === 0) return null;
  return { ranges: addresses.join(" "), comment: `# ${others.join(", ")}` };
}

/** What stands in a line, each with how it is to be read; null where it is a range by its two ends, which has no such reading. */
function readRanges(ranges: string): { text: string; meant: string | null }[] {
  const words = ranges.split(APART).filter((word) => MEANS_SOMETHING.test(word) || TO.test(word));
  const written: { text: string; meant: string | null }[] = [];
  while (words.length > 0) {
    const [first = "", second = "", third = ""] = words;
    const isAddress = parseAddress(first) !== null;
    if (isAddress && TO.test(second) && parseAddress(third)) {
      written.push({ text: words.splice(0, 3).join(" "), meant: null });
    } else if (isAddress && MASK.test(second)) {
      written.push({ text: words.splice(0, 2).join(" "), meant: `${first}/${second}` });
    } else {
      words.shift();
      const ends = first.split(/[-–—]/);
      const isTwoEnds = ends.length === 2 && ends.every((end) => parseAddress(end));
      if (MEANS_SOMETHING.test(first)) written.push({ text: first, meant: isTwoEnds ? null : first });
    }
  }
  return written;
}

/** What was pasted, with what was probably meant in the place of a refused entry. */
export function putRight(pasted: string, { text, suggestion }: RefusedEntry): string {
  if (suggestion === null) return pasted;
  const words = text.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const there = new RegExp(
    `^((?:[^#\\n]*${APART.source})?)${words.join(APART.source)}(?![^\\s,;"'\`#])`,
    "m",
  );
  return pasted.replace(there, (_, before: string) => before + suggestion);
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
