const TOPICS = ["KEYS", "LIMITS", "ACCOUNT", "REFUSED"] as const;
type Topic = (typeof TOPICS)[number];

/** The filter of the activity page, as it stands in its address. Without a topic: everything. */
export interface ActivitySearch {
  about?: Topic | undefined;
  /** Who acted: a person's id, or a key's public name. */
  by?: string | undefined;
  /** The id of the key to which it was done. */
  key?: string | undefined;
  /** The first and the last day that are shown, by the reader's clock: "2026-03-01". */
  from?: string | undefined;
  to?: string | undefined;
  /** The cursor after which the page begins. */
  after?: string | undefined;
}

/** Reads it from the address; what is not understood is left out. */
export function parseActivitySearch(raw: Record<string, unknown>): ActivitySearch {
  const parsed: ActivitySearch = {};
  const about = TOPICS.find((known) => known === raw.about);
  if (about) parsed.about = about;
  for (const name of ["by", "key"] as const)
    if (raw[name] !== undefined && raw[name] !== "") parsed[name] = String(raw[name]);
  for (const name of ["from", "to"] as const) {
    const day = String(raw[name]);
    if (startOfDay(day) !== null) parsed[name] = day;
  }
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}

/** What the audit is asked for; null: all of it. */
export interface AuditFilter {
  topics: Topic[] | null;
  actorId: string | null;
  subjectId: string | null;
  since: string | null;
  until: string | null;
}

export function auditFilterOf({ about, by, key, from, to }: ActivitySearch): AuditFilter {
  return {
    topics: about === undefined ? null : [about],
    actorId: by ?? null,
    subjectId: key ?? null,
    since: from === undefined ? null : startOfDay(from),
    until: to === undefined ? null : startOfDay(to, 1),
  };
}

/** When a day begins by the reader's clock, or the one so many `later`; null for what is no day, or one half typed. */
export function startOfDay(day: string, later = 0): string | null {
  const [, year = 0, month = 0, date = 0] = (/^(2\d{3})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  const start = new Date(year, month - 1, date);
  if (year === 0 || start.getMonth() !== month - 1) return null;
  start.setDate(date + later);
  return start.toISOString();
}

/** Whether the address leaves anything out. */
export function isFiltered({ after: _, ...filters }: ActivitySearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
