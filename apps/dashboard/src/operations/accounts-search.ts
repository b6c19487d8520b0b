/** The filters of the list of accounts, as they stand in its address. */
export interface AccountsSearch {
  search?: string;
  /** The cursor after which the page begins. */
  after?: string;
}

/** Reads them from the address. */
export function parseAccountsSearch(raw: Record<string, unknown>): AccountsSearch {
  const parsed: AccountsSearch = {};
  if (raw.search !== undefined && raw.search !== "") parsed.search = String(raw.search).slice(0, 100);
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}
