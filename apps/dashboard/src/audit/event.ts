import type { ResultOf } from "../graphql.js";
import type { EventRow } from "./audit.graphql.js";

export type Event = ResultOf<typeof EventRow>;

type Actor = Pick<Event, "actorApiKey"> & { actorUser: { name: string } | null };

/** Who acted, in words: a person, a key, or the installation itself. */
export function actorInWords({ actorUser, actorApiKey }: Actor): string {
  return actorUser?.name ?? (actorApiKey === null ? "Latchkey" : `The key ${actorApiKey}`);
}

const COLUMNS = ["time", "who", "email", "action", "summary", "address", "subject"] as const;

/**
 * Events as CSV (RFC 4180), with a line of names first. What a spreadsheet would take for a formula gets an apostrophe before it, since
 * names of keys are anybody's text.
 */
export function toCsv(events: readonly Event[]): string {
  const rows = events.map((event) => [
    event.at,
    actorInWords(event),
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
