import { createContext, use } from "react";
import type { ResultOf } from "../graphql.js";
import type { ViewerQuery } from "./identity.graphql.js";

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

/** The account chosen last in this browser, else the first; also where the browser keeps nothing. */
export function chooseAccount(accounts: readonly Account[]): Account | null {
  const sid = keptSid();
  return accounts.find((account) => account.sid === sid) ?? accounts[0] ?? null;
}

function keptSid(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

/**
 * Remembers the account and opens it from its first page, with nothing of the other one left in memory. False where the browser
 * keeps nothing for this site: the open account stays.
 */
export function switchAccount(sid: string): boolean {
  try {
    localStorage.setItem(STORAGE_KEY, sid);
  } catch {
    return false;
  }
  window.location.assign("/keys");
  return true;
}

/** Told where `switchAccount` gives false. */
export const CANNOT_SWITCH = "This browser keeps nothing for this site, so it can't open another account.";

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
