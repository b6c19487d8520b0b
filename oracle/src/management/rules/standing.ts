import { forbidden, notFound } from "./refusal.js";
import type { Account, Input, Part, State, Who } from "./state.js";

/** The Api that keys manage keys by, and its operations. */
export const ACCESS_CONTROL = ["access-control", "access-control.read", "access-control.write"];

export const accountById = (state: State, id: string) => state.accounts.find((account) => account.id === id);

/** What the one who asks is in an account. @throws NOT_FOUND alike where there is none and where it is none of theirs */
export function partIn(state: State, { user, key }: Who, account: Account | undefined): Part {
  if (!account || (key && key.account !== account.id)) throw notFound();
  if (key) return "KEY";
  const member = state.members.find((one) => one.account === account.id && one.user === user?.id);
  if (!member && !user?.isOperator) throw notFound();
  return member?.role ?? "STAFF";
}

/** Whether an account is theirs to read. */
export function mayRead(state: State, who: Who, account: Account | undefined): boolean {
  try {
    return Boolean(partIn(state, who, account));
  } catch {
    return false;
  }
}

/** The account with this sid; without one, the only one of who asks. */
export function accountNamed(
  state: State,
  who: Who,
  { accountSid }: Input,
): { account: Account; part: Part } {
  const isOwn = ({ id }: Account) =>
    who.key
      ? who.key.account === id
      : state.members.some((one) => one.account === id && one.user === who.user?.id);
  const named = state.accounts.filter((one) => (accountSid == null ? isOwn(one) : one.sid === accountSid));
  const [account] = named;
  const part = partIn(state, who, named.length === 1 ? account : undefined);
  return { account: account as Account, part };
}

/** For what the provider's staff do for an account: none that they are a member of. */
export function requireStaffFor(part: Part, account: string): void {
  if (part !== "STAFF") throw forbidden(account);
}
