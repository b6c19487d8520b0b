import { AddressScope } from "../keys/api-key.entity.js";
import type { AllowlistEntry } from "./allowlist-entry.entity.js";

const MOST_NAMED = 20;

/** From where a key may be used, in a sentence of the audit. */
export function allowlistInWords(
  scope: AddressScope,
  entries: readonly Pick<AllowlistEntry, "cidr">[],
): string {
  if (scope === AddressScope.ANY_ADDRESS) return "any address";
  if (entries.length === 0) return "nowhere";
  const named = entries.slice(0, MOST_NAMED).map((entry) => entry.cidr);
  const more = entries.length - named.length;
  return named.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
