import { AccessScope } from "../keys/api-key.entity.js";

/** Codes are named up to so many: with more of them a sentence of the audit would not fit its column on MySQL, 64 KiB. */
const MOST_NAMED = 100;

/** What a key may call, in a sentence of the audit. @param codes sorted */
export function permissionsInWords(scope: AccessScope, codes: readonly string[]): string {
  const parts = [...(scope === AccessScope.ALL_APIS ? ["all APIs"] : []), ...codes.slice(0, MOST_NAMED)];
  const more = codes.length - MOST_NAMED;
  return (parts.join(", ") || "nothing") + (more > 0 ? ` and ${more} more` : "");
}
