import type { DenialReason } from "@latchkey/enforcement";

/** Where a denial can be mended. */
export type Fix = "permissions" | "network" | "limits" | "details";

export interface Why {
  /** Why the call was denied, for the key's owner. */
  sentence: string;
  fix: Fix | null;
}

const nothing = (sentence: string): Why => ({ sentence, fix: null });

/** Every reason in the owner's words; what comes before authentication never reaches a key's list, but has its words too. */
export const WHY: Record<DenialReason, Why> = {
  MISSING_CREDENTIALS: nothing("No credentials were sent."),
  MALFORMED_CREDENTIALS: nothing("The Authorization header could not be read."),
  UNKNOWN_KEY: nothing("There is no such key."),
  WRONG_TOKEN: nothing("The token is not this key's."),
  TOKEN_RETIRED: nothing("The token has ended; use the newer one."),
  ACCOUNT_SUSPENDED: nothing("The account is suspended. Write to the support."),
  KEY_DISABLED: nothing("The key was disabled. It can be enabled on its page."),
  KEY_EXPIRED: { sentence: "The key has expired.", fix: "details" },
  IP_NOT_ALLOWED: { sentence: "The address is not on this key's list.", fix: "network" },
  AMBIGUOUS_PATH: nothing(
    "The path can be read in more than one way. Send it plain, without encoded slashes or dots.",
  ),
  UNKNOWN_API: nothing("No API has this method and path."),
  ACCOUNT_MISMATCH: nothing("The path names another account's sid."),
  PERMISSION_DENIED: { sentence: "The key may not call this operation.", fix: "permissions" },
  THROTTLED: { sentence: "The API's throttle limit was reached.", fix: "limits" },
  UNAVAILABLE: nothing("The gateway could not decide at that moment. Try again."),
};
