import { checkLine } from "../graphql/text.js";
import type { UserError } from "../graphql/user-error.js";

/** Characters of an account's name. */
const LONGEST_NAME = 100;

/** A name that an account may have: a line; people read it, in the subjects of mails too. Several accounts may have one. */
export function checkAccountName(name: string, path: string[]): UserError[] {
  return checkLine(name, LONGEST_NAME, path);
}
