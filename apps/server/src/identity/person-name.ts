import { checkLine } from "../graphql/text.js";
import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";

/** Characters of a person's name. */
export const LONGEST_NAME = 100;

/** What customers call everybody on the provider's staff. */
export const STAFF = "Operator";

/** What stands where a person's name would, for whoever else acted: staff, the installation, "The key lk_…". */
const OF_OTHERS = /^(?:(?:operator|latchkey)$|the key(?: |$))/;

/** As names are compared: neither case, white space, what can't be seen, nor another form of the same letters makes a difference. */
function folded(name: string): string {
  const seen = name.normalize("NFKC").replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "");
  return seen.replace(/\s+/gu, " ").trim().toLowerCase();
}

/** A name that a person may choose: a line that stands for nobody else in what others read. */
export function checkPersonName(name: string, path: string[]): UserError[] {
  const errors = checkLine(name, LONGEST_NAME, path);
  if (errors.length > 0) return errors;
  if (!OF_OTHERS.test(folded(name))) return [];
  return [userError(UserErrorCode.INVALID, "This name stands for others. Choose another one.", path)];
}
