import type { Event } from "./event.js";

/** A part of an event's sentence: the server's own words, or what somebody has chosen, such as a name. */
export interface Part {
  text: string;
  isChosen: boolean;
}

type Range = readonly [from: number, to: number];

/** The sentences of these end with what somebody wrote about their act, behind a colon. */
const WITH_REASON = [
  "account.suspended",
  "account.resumed",
  "throttleRequest.declined",
  "throttleGrant.ended",
];

/** A text as JSON has it. */
const TEXT = '"(?:[^"\\\\]|\\\\.)*"';
const VALUE = `(?:[\\w.:-]+|${TEXT}(?:, ${TEXT})*(?: \\(\\w+\\))?)`;
const CHANGE = `(?:name|note|environment|labels|holder|expires) ${VALUE} → ${VALUE}`;

/** The end of the first name of a sentence, wherever it could be, behind which more stands that was chosen. */
const FIRST_END: Record<string, RegExp> = {
  "apiKey.updated": new RegExp(`"(?=: (?:nothing changed|${CHANGE}(?:; ${CHANGE})*)\\.$)`, "g"),
  "account.renamed": /"(?=; before: ")/g,
  "user.renamed": /"(?=; before: ")/g,
};

/**
 * Tells what somebody has chosen in the sentence of an event from the words around it. Names stand in quotes, and may have quotes in them:
 * where one can be read in several ways, all between the first quote and the last counts as chosen, so that no name passes for words.
 */
export function summaryParts({ action, summary }: Pick<Event, "action" | "summary">): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [from, to] of chosenIn(action, summary)) {
    parts.push({ text: summary.slice(at, from), isChosen: false });
    parts.push({ text: summary.slice(from, to), isChosen: true });
    at = to;
  }
  return [...parts, { text: summary.slice(at), isChosen: false }].filter(({ text }) => text !== "");
}

function chosenIn(action: string, summary: string): Range[] {
  if (WITH_REASON.includes(action)) {
    const colon = summary.indexOf(": ");
    return colon < 0 ? [] : [[colon + 2, summary.length]];
  }
  const [first, last] = [summary.indexOf('"') + 1, summary.lastIndexOf('"')];
  if (first === 0) return [];
  const [end, another] = [...summary.matchAll(FIRST_END[action] ?? /$^/g)];
  if (end === undefined || another !== undefined) return [[first, last]];
  const name: Range = [first, end.index];
  if (action !== "apiKey.updated") return [name, [summary.indexOf('"', end.index + 1) + 1, last]];
  return [name, ...textsFrom(end.index + 1, summary)];
}

/** What stands in the quotes of JSON from a place on. */
function textsFrom(start: number, summary: string): Range[] {
  return [...summary.slice(start).matchAll(new RegExp(TEXT, "g"))].map(({ index, 0: { length } }) => [
    start + index + 1,
    start + index + length - 1,
  ]);
}
