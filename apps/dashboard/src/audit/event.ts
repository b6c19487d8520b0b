import type { ResultOf } from "../graphql.js";
import { type NamedPerson, personInWords } from "../identity/person-name.js";
import type { EventRow } from "./audit.graphql.js";

export type Event = ResultOf<typeof EventRow>;

interface Actor {
  actorUser: NamedPerson | null;
  actorApiKey: string | null;
}

/** What a person, a key, or the installation itself is called, without an e-mail. */
export function actorName({ actorUser, actorApiKey }: Actor): string {
  return actorUser?.name ?? (actorApiKey === null ? "Latchkey" : `The key ${actorApiKey}`);
}

/** Who acted, in a sentence: a person with their e-mail, a key, or the installation itself. */
export function actorInWords(event: Actor): string {
  return event.actorUser ? personInWords(event.actorUser) : actorName(event);
}

/** By what the audit is asked for what they did; null: the installation itself. */
export function actorId({ actorUser, actorApiKey }: Pick<Event, "actorUser" | "actorApiKey">): string | null {
  return actorUser?.id ?? actorApiKey;
}

const OF_A_KEY = /^(apiKey\.(?!deleted$)|token\.|permissions\.|allowlist\.)/;
const OF_A_REQUEST = /^throttleRequest\./;
const WAS_REFUSED = /\.refused$/;

/** The page of the key or request that an event was done to; null where it was something else, or is gone with it. */
export function subjectPage({ action, subjectId }: Pick<Event, "action" | "subjectId">) {
  if (subjectId === null) return null;
  // A refused act has the name of a mutation: what it was about is told by the id.
  const isAbout = (acts: RegExp, ids: string) =>
    WAS_REFUSED.test(action) ? subjectId.startsWith(ids) : acts.test(action);
  if (isAbout(OF_A_KEY, "key_")) return { to: "/keys/$id", id: subjectId } as const;
  return isAbout(OF_A_REQUEST, "req_") ? ({ to: "/limits/requests/$id", id: subjectId } as const) : null;
}

const COLUMNS = ["time", "who", "email", "action", "summary", "address", "subject"] as const;

/**
 * Events as CSV (RFC 4180), with a line of names first. What a spreadsheet would take for a formula gets an apostrophe before it, since
 * names of keys are anybody's text.
 */
export function toCsv(events: readonly Event[]): string {
  const rows = events.map((event) => [
    event.at,
    actorName(event),
    event.actorUser?.email ?? "",
    event.action,
    event.summary,
    event.address ?? "",
    event.subjectId ?? "",
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
