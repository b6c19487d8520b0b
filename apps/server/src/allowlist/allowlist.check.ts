import { type CidrRefused, parseCidr } from "@latchkey/enforcement";
import { checkText } from "../graphql/text.js";
import { type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { AddressScope } from "../keys/api-key.entity.js";
import type { AllowlistInput } from "./allowlist.inputs.js";

const MOST_ENTRIES = 1_000;
const LONGEST_NOTE = 500;

/** An allowlist as it will be stored, networks in canonical form. */
export interface CheckedAllowlist {
  scope: AddressScope;
  entries: { cidr: string; note: string | null; position: number }[];
  errors: UserError[];
}

/** Judges an allowlist that somebody asks for; all that is wrong with it is told at once. */
export function judgeAllowlist(input: AllowlistInput | null | undefined): CheckedAllowlist {
  const scope = input?.scope ?? AddressScope.ANY_ADDRESS;
  const asked = input?.entries ?? [];
  const path = ["allowlist", "entries"];
  const refused = (code: UserErrorCode, message: string) => ({
    scope,
    entries: [],
    errors: [userError(code, message, path)],
  });
  if (scope === AddressScope.ANY_ADDRESS && asked.length > 0)
    return refused(UserErrorCode.INVALID, "With any address, no networks can be listed.");
  if (asked.length > MOST_ENTRIES)
    return refused(UserErrorCode.LIMIT_REACHED, `At most ${MOST_ENTRIES} networks.`);

  const checked: CheckedAllowlist = { scope, entries: [], errors: [] };
  const seen = new Set<string>();
  for (const [position, { cidr, note }] of asked.entries()) {
    const at = [...path, String(position)];
    const result = parseCidr(cidr);
    const text = result.ok ? result.cidr.text : null;
    if (!result.ok)
      checked.errors.push(userError(UserErrorCode.INVALID_CIDR, explain(result), [...at, "cidr"]));
    else if (seen.has(result.cidr.text))
      checked.errors.push(
        userError(UserErrorCode.DUPLICATE_CIDR, "This network is listed already.", [...at, "cidr"]),
      );
    checked.errors.push(...checkText(note, LONGEST_NOTE, [...at, "note"]));
    if (text !== null) {
      seen.add(text);
      checked.entries.push({ cidr: text, note: note || null, position });
    }
  }
  return checked;
}

function explain({ message, suggestion }: CidrRefused): string {
  return suggestion === null ? message : `${message} Did you mean ${suggestion}?`;
}
