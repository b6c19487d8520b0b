const TOPICS = ["KEYS", "LIMITS", "ACCOUNT", "REFUSED"] as const;
export type Topic = (typeof TOPICS)[number];

/** The filter of the activity page, as it stands in its address. Without a topic: everything. */
export interface ActivitySearch {
  about?: Topic;
  /** The cursor after which the page begins. */
  after?: string;
}

/** Reads it from the address; what is not understood is left out. */
export function parseActivitySearch(raw: Record<string, unknown>): ActivitySearch {
  const parsed: ActivitySearch = {};
  const about = TOPICS.find((known) => known === raw.about);
  if (about) parsed.about = about;
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}

/** The topics that are asked for; null: all of them. */
export function topicsOf({ about }: ActivitySearch): Topic[] | null {
  return about === undefined ? null : [about];
}
