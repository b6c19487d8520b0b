import { checkLine } from "../graphql/text.js";
import type { UserError } from "../graphql/user-error.js";
import { looksLikeLink } from "../identity/person-name.js";
import type { Account } from "./account.entity.js";

/** Characters of an account's name. */
const LONGEST_NAME = 100;

/** What mails call an account: its name, unless a program for mails would make a link of it. They go to people who may not know the sender. */
export const nameInMails = ({ name, sid }: Pick<Account, "name" | "sid">) =>
  looksLikeLink(name) ? sid : name;

/** A name that an account may have: a line; people read it, in the subjects of mails too. Several accounts may have one. */
export function checkAccountName(name: string, path: string[]): UserError[] {
  return checkLine(name, LONGEST_NAME, path);
}
