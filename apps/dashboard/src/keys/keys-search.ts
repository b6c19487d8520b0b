const STATUSES = ["ACTIVE", "DISABLED", "EXPIRED"] as const;
export type KeyStatus = (typeof STATUSES)[number];

/** The filters of the list of keys, as they stand in its address. */
export interface KeysSearch {
  search?: string;
  status?: KeyStatus;
  /** The cursor after which the page begins. */
  after?: string;
}

/** Reads them from the address; what is not understood is left out. */
export function parseKeysSearch(raw: Record<string, unknown>): KeysSearch {
  const parsed: KeysSearch = {};
  if (raw.search !== undefined && raw.search !== "") parsed.search = String(raw.search).slice(0, 100);
  const status = STATUSES.find((known) => known === raw.status);
  if (status) parsed.status = status;
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}
