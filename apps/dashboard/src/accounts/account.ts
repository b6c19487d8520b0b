import { createContext, use } from "react";
import type { ResultOf } from "../graphql.js";
import type { ViewerQuery } from "../identity/identity.graphql.js";

type ViewerData = ResultOf<typeof ViewerQuery>;
export type Viewer = ViewerData["viewer"];
export type Account = Viewer["accounts"][number];
export type Installation = ViewerData["installation"];

export interface SignedIn {
  viewer: Viewer;
  installation: Installation;
  /** The account whose pages are open; null for a person who is a member of none. */
  account: Account | null;
}

const STORAGE_KEY = "latchkey-account";

/** The sid of the account that this page was loaded for; null: not known yet. */
let shown: string | null = null;

/** The sid that the address has with which this page was loaded, as mails' links do; null: none. */
const linked = new URLSearchParams(globalThis.location?.search).get("account");

/** An address that opens an account of the person's, whichever is open. */
export const addressIn = (path: string, sid: string) => `${path}?account=${sid}`;

/** The address that is open, in another account of the person's. */
export function thisAddressIn(sid: string): string {
  const { pathname, search } = window.location;
  const asked = new URLSearchParams(search);
  asked.set("account", sid);
  return `${pathname}?${asked}`;
}

/**
 * The account that this tab shows already, whatever another tab has chosen since; in a new tab the one that its address names, else the one
 * looked at last in this browser, else the first. Also where the browser keeps nothing.
 */
export function chooseAccount(accounts: readonly Account[]): Account | null {
  const withSid = (sid: string | null) => accounts.find((each) => each.sid === sid);
  const account = withSid(shown ?? linked) ?? withSid(keptSid()) ?? accounts[0] ?? null;
  shown = account?.sid ?? null;
  if (account) keep(() => sessionStorage, account.sid);
  return account;
}

/** Remembers the account for the next page that is loaded. False where the browser keeps nothing for this site. */
export function keepAccount(sid: string): boolean {
  return keep(() => sessionStorage, sid) && keep(() => localStorage, sid);
}

/**
 * Has what is opened in a new tab show the account of the tab that is looked at; and, where the browser has brought a page back as it was
 * left, for another account, has it stay in its own when it is loaded anew.
 */
export function passOnAccount(window: Window): void {
  window.addEventListener("focus", () => {
    if (shown !== null) keep(() => localStorage, shown);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (shown !== null && persisted) keepAccount(shown);
  });
}

function keptSid(): string | null {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

/** False where the browser keeps nothing; to name a storage alone throws there. */
function keep(storage: () => Storage, sid: string): boolean {
  try {
    storage().setItem(STORAGE_KEY, sid);
    return true;
  } catch {
    return false;
  }
}

export const SignedInContext = createContext<SignedIn | null>(null);

export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext);
  if (!signedIn) throw new Error("This component stands outside the signed-in part");
  return signedIn;
}

/** The open account. Only for pages below the account guard. */
export function useAccount(): Account {
  const { account } = useSignedIn();
  if (!account) throw new Error("This component needs an account");
  return account;
}
