import { searchText } from "../ui/search-text.js";

export const STATES = ["ACTIVE", "SUSPENDED"] as const;
type AccountState = (typeof STATES)[number];

/** The filters of the list of accounts, as they stand in its address. */
export interface AccountsSearch {
  search?: string;
  state?: AccountState;
  /** The cursor after which the page begins. */
  after?: string;
}

/** Reads them from the address; what is not understood is left out. */
export function parseAccountsSearch(raw: Record<string, unknown>): AccountsSearch {
  const parsed: AccountsSearch = {};
  if (raw.search !== undefined && raw.search !== "")
    parsed.search = searchText(String(raw.search)).slice(0, 100);
  const state = STATES.find((known) => known === raw.state);
  if (state) parsed.state = state;
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}
