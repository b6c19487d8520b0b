import { admits, compileAllowlist, parseCidr } from "@latchkey/enforcement";
import { counted, formatCount } from "../ui/count.js";

export interface Entry {
  cidr: string;
  note: string | null;
}

export interface Network {
  scope: "ANY_ADDRESS" | "ALLOWLIST_ONLY";
  entries: readonly Entry[];
}

/** From where a key may call, in a few words: "Any address", "2 ranges", "No address". */
export function networkInWords(scope: Network["scope"], entries: number): string {
  if (scope === "ANY_ADDRESS") return "Any address";
  if (entries === 0) return "No address";
  return counted(entries, "range");
}

const MOST_ENTRIES = 1_000;

/** The sentence for a list that is longer than the API takes; undefined for any other. */
export function tooManyEntries({ entries }: Network): string | undefined {
  const rest = entries.length - MOST_ENTRIES;
  if (rest <= 0) return undefined;
  return `A list has at most ${counted(MOST_ENTRIES, "entry", "entries")}: remove ${formatCount(rest)}, or list wider ranges.`;
}

/** A network as the API takes it. */
export function toAllowlistInput({ scope, entries }: Network) {
  if (scope === "ANY_ADDRESS") return { scope };
  return { scope, entries: entries.map(({ cidr, note }) => ({ cidr, note })) };
}

/** Whether a caller from this address would pass, judged by the gateway's own rule; null when an entry can't be read. */
export function wouldAdmit({ scope, entries }: Network, address: string): boolean | null {
  const compiled = compileAllowlist(
    scope,
    entries.map(({ cidr }) => cidr),
  );
  return compiled && admits(compiled, address);
}

/** The entries in which a text stands, or that admit it where it is an address. An empty text is in all. */
export function findEntries(entries: readonly Entry[], text: string): readonly Entry[] {
  const wanted = text.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      `${entry.cidr} ${entry.note ?? ""}`.toLowerCase().includes(wanted) ||
      wouldAdmit({ scope: "ALLOWLIST_ONLY", entries: [entry] }, wanted) === true,
  );
}

/** The notes of the entries that admit an address. */
export function findNotes(entries: readonly Entry[], address: string): string[] {
  return entries
    .filter((entry) => wouldAdmit({ scope: "ALLOWLIST_ONLY", entries: [entry] }, address) === true)
    .flatMap(({ note }) => note ?? []);
}

/** The entries that stand for a whole internet: of IPv4, of IPv6. */
export function wholeInternet({ scope, entries }: Network): string[] {
  if (scope === "ANY_ADDRESS") return [];
  return entries.map(({ cidr }) => cidr).filter(isWholeInternet);
}

/** Of these, the ones that were not listed before. A null `before` is a key that does not exist yet. */
export function newlyWhole(before: Network | null, after: Network): string[] {
  const had = new Set(before?.entries.map(({ cidr }) => cidr));
  return wholeInternet(after).filter((cidr) => !had.has(cidr));
}

export function isWholeInternet(cidr: string): boolean {
  const parsed = parseCidr(cidr);
  return parsed.ok && parsed.cidr.prefixLength === 0;
}

/** Whether both say the same, in whatever order. */
export function sameNetwork(a: Network, b: Network): boolean {
  return a.scope === b.scope && written(a.entries) === written(b.entries);
}

function written(entries: readonly Entry[]): string {
  return JSON.stringify(entries.map(({ cidr, note }) => [cidr, note ?? ""]).sort());
}

/** Which entries were added and which removed. */
export function networkDiff(
  before: Network,
  after: Network,
): { added: string[]; removed: string[]; notes: number } {
  const had = new Map(before.entries.map(({ cidr, note }) => [cidr, note ?? ""]));
  const has = new Map(after.entries.map(({ cidr, note }) => [cidr, note ?? ""]));
  return {
    added: [...has.keys()].filter((cidr) => !had.has(cidr)),
    removed: [...had.keys()].filter((cidr) => !has.has(cidr)),
    notes: [...has].filter(([cidr, note]) => had.has(cidr) && had.get(cidr) !== note).length,
  };
}
