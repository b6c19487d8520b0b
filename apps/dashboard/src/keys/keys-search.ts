import { searchText } from "../ui/search-text.js";

export const STATUSES = ["ACTIVE", "DISABLED", "EXPIRED"] as const;
export type KeyStatus = (typeof STATUSES)[number];

/** Other orders than the newest first. */
const ORDERS = ["OLDEST", "NAME", "IDLE_LONGEST", "ENDS_FIRST"] as const;
export type KeyOrder = (typeof ORDERS)[number];

/** From so many days without a call on, a key is offered as idle. */
export const IDLE_DAYS = 90;
const MOST_IDLE_DAYS = 3650;

/** The filters of the list of keys and its order, as they stand in its address. */
export interface KeysSearch {
  search?: string;
  status?: KeyStatus;
  access?: "ALL_APIS";
  addresses?: "ANY_ADDRESS";
  /** Neither made nor used in so many days. */
  idleDays?: number;
  gracePeriodOpen?: true;
  /** The id of a person who may know the token. */
  knownTo?: string;
  /** Left out: the newest first. */
  order?: KeyOrder;
  /** The cursor after which the page begins. */
  after?: string;
}

/** Reads them from the address; what is not understood is left out. */
export function parseKeysSearch(raw: Record<string, unknown>): KeysSearch {
  const parsed: KeysSearch = {};
  if (raw.search !== undefined && raw.search !== "")
    parsed.search = searchText(String(raw.search)).slice(0, 100);
  const status = STATUSES.find((known) => known === raw.status);
  if (status) parsed.status = status;
  if (raw.access === "ALL_APIS") parsed.access = raw.access;
  if (raw.addresses === "ANY_ADDRESS") parsed.addresses = raw.addresses;
  const days = Number(raw.idleDays);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_IDLE_DAYS) parsed.idleDays = days;
  if (raw.gracePeriodOpen === true) parsed.gracePeriodOpen = true;
  if (raw.knownTo !== undefined && raw.knownTo !== "") parsed.knownTo = String(raw.knownTo);
  const order = ORDERS.find((known) => known === raw.order);
  if (order) parsed.order = order;
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}

/** Whether anything keeps keys out of the list. */
export function isFiltered({ after: _, order: __, ...filters }: KeysSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
