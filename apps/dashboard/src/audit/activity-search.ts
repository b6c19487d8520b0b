const TOPICS = ["KEYS", "LIMITS", "ACCOUNT", "REFUSED"] as const;
export type Topic = (typeof TOPICS)[number];

/** The filter of the activity page, as it stands in its address. Without a topic: everything. */
export interface ActivitySearch {
  about?: Topic | undefined;
  /** Who acted: a person's id, or a key's public name. */
  by?: string | undefined;
  /** The id of the key to which it was done. */
  key?: string | undefined;
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
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}

/** What the audit is asked for; null: all of it. */
export interface AuditFilter {
  topics: Topic[] | null;
  actorId: string | null;
  subjectId: string | null;
}

export function auditFilterOf({ about, by, key }: ActivitySearch): AuditFilter {
  return { topics: about === undefined ? null : [about], actorId: by ?? null, subjectId: key ?? null };
}

/** Whether the address leaves anything out. */
export function isFiltered({ about, by, key }: ActivitySearch): boolean {
  return about !== undefined || by !== undefined || key !== undefined;
}
