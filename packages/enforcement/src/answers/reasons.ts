import type { DenialReason, Denied, UnauthenticatedReason } from "../decision.js";

/** The statuses that a denial can have. */
export type DenialStatus = 401 | 403 | 429 | 503;

interface PublicReason {
  status: DenialStatus;
  /** What the caller is told: the reason itself, or UNAUTHENTICATED for all that concern credentials. */
  reason: Exclude<DenialReason, UnauthenticatedReason> | "UNAUTHENTICATED";
  /** One sentence for the caller, or a function that writes it. */
  message: string | ((denied: Denied) => string);
}

const UNAUTHENTICATED: PublicReason = {
  status: 401,
  reason: "UNAUTHENTICATED",
  message: "The API key and token are missing or not valid.",
};

const forbidden = (reason: PublicReason["reason"], message: PublicReason["message"]): PublicReason => ({
  status: 403,
  reason,
  message,
});

/** How each reason appears to the caller. */
export const PUBLIC_REASONS: Record<DenialReason, PublicReason> = {
  MISSING_CREDENTIALS: UNAUTHENTICATED,
  MALFORMED_CREDENTIALS: UNAUTHENTICATED,
  UNKNOWN_KEY: UNAUTHENTICATED,
  WRONG_TOKEN: UNAUTHENTICATED,
  TOKEN_RETIRED: UNAUTHENTICATED,
  ACCOUNT_SUSPENDED: forbidden("ACCOUNT_SUSPENDED", "This account is suspended."),
  KEY_DISABLED: forbidden("KEY_DISABLED", "This API key is disabled."),
  KEY_EXPIRED: forbidden("KEY_EXPIRED", "This API key has expired."),
  IP_NOT_ALLOWED: forbidden("IP_NOT_ALLOWED", "This API key may not be used from this address."),
  AMBIGUOUS_PATH: forbidden("AMBIGUOUS_PATH", "The path of this request can be read in more than one way."),
  UNKNOWN_API: forbidden("UNKNOWN_API", "No API has this method and path."),
  ACCOUNT_MISMATCH: forbidden("ACCOUNT_MISMATCH", "The path names an account that is not this API key's."),
  PERMISSION_DENIED: forbidden(
    "PERMISSION_DENIED",
    ({ missingPermission }) => `This API key lacks the permission ${missingPermission}.`,
  ),
  THROTTLED: { status: 429, reason: "THROTTLED", message: throttledMessage },
  UNAVAILABLE: {
    status: 503,
    reason: "UNAVAILABLE",
    message: "This request could not be judged at the moment. Please try again.",
  },
};

/** The sentence for the caller. On THROTTLED, a support address adds where to ask for a higher limit. */
export function publicMessage(denied: Denied, supportEmail: string | null): string {
  const { message } = PUBLIC_REASONS[denied.reason];
  const sentence = typeof message === "string" ? message : message(denied);
  if (denied.reason !== "THROTTLED" || supportEmail === null) return sentence;
  return `${sentence} For a higher limit, write to ${supportEmail}.`;
}

function throttledMessage({ rateLimit }: Denied): string {
  if (rateLimit === null) return "The throttle limit is reached.";
  const { api, limit, windowSeconds } = rateLimit;
  return `The limit of ${limit} requests in ${windowSeconds} seconds for the API ${api} is reached.`;
}
