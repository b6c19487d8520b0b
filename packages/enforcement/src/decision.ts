/** Why a request was denied, in the order in which the reasons are judged; the first one wins. */
export const DENIAL_REASONS = [
  "MISSING_CREDENTIALS",
  "MALFORMED_CREDENTIALS",
  "UNKNOWN_KEY",
  "WRONG_TOKEN",
  "TOKEN_RETIRED",
  "ACCOUNT_SUSPENDED",
  "KEY_DISABLED",
  "KEY_EXPIRED",
  "IP_NOT_ALLOWED",
  "AMBIGUOUS_PATH",
  "UNKNOWN_API",
  "ACCOUNT_MISMATCH",
  "PERMISSION_DENIED",
  "THROTTLED",
  "UNAVAILABLE",
] as const;

export type DenialReason = (typeof DENIAL_REASONS)[number];

/** What a gateway asks, before anything of it was believed. */
export interface AccessRequest {
  /** The one Authorization header as it was sent; null when there was none. Two or more: the caller passes `"\0"`, which is malformed. */
  authorization: string | null;
  /** The method as it was sent, case kept. Empty when a listener was not told, or told twice. */
  method: string;
  /** The request target as it was sent, query included, nothing decoded. Empty when a listener was not told, or told twice. */
  path: string;
  /** The caller's address as text; null when unknown. */
  clientAddress: string | null;
}

/** How the throttle of (Account, Api) stands after a decision. */
export interface RateLimit {
  /** Code of the Api whose limit it is. */
  api: string;
  /** Requests per window. */
  limit: number;
  windowSeconds: number;
  /** Requests left in the window, never negative. */
  remaining: number;
  /** Epoch seconds at which the whole limit is free again. */
  resetAt: number;
  /** Whole seconds from the decision until then. */
  resetSeconds: number;
  /** Whole seconds until the next slot is free; 0 when one is free now. */
  retryAfterSeconds: number;
}

/** Who asked, once the token was right. */
export interface Caller {
  accountId: string;
  /** `AccountRule.number`. */
  accountNumber: number;
  /** The account's sid. */
  account: string;
  keyId: string;
  /** The public key, the HTTP Basic username. */
  key: string;
  tokenId: string;
}

export interface Allowed {
  allowed: true;
  caller: Caller;
  /** Code of the operation. */
  operation: string;
  rateLimit: RateLimit;
}

export interface Denied {
  allowed: false;
  reason: DenialReason;
  /** Null until the token was right: before that, nobody is named. */
  caller: Caller | null;
  /** Code of the operation, when the path was matched. */
  operation: string | null;
  /** Code of the operation that the key lacks, on PERMISSION_DENIED. */
  missingPermission: string | null;
  /** On THROTTLED. */
  rateLimit: RateLimit | null;
}

/** A denial is a value, never an exception. UNAVAILABLE is "could not decide", which is not "denied". */
export type Decision = Allowed | Denied;
