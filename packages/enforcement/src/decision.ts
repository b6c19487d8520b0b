/**
 * Why a request was denied, in the order in which the reasons are judged: the first one wins. UNAVAILABLE stands last, but is said
 * wherever the rules that a stage needs can't be read.
 */
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

/** One of `DENIAL_REASONS`. */
export type DenialReason = (typeof DENIAL_REASONS)[number];

/** Reasons about the credentials. A caller can't tell them apart: a stranger must not learn which keys exist. */
export type UnauthenticatedReason = Extract<
  DenialReason,
  "MISSING_CREDENTIALS" | "MALFORMED_CREDENTIALS" | "UNKNOWN_KEY" | "WRONG_TOKEN" | "TOKEN_RETIRED"
>;

/** What a gateway asks: the request as it was sent, nothing of it verified. */
export interface AccessRequest {
  /** The Authorization header as it was sent; null when there was none. For two or more, pass `"\0"`, which is malformed. */
  authorization: string | null;
  /** The method as it was sent, case kept. Empty when an asking proxy left it out, or sent it twice. */
  method: string;
  /** The request target as it was sent, query included, nothing decoded. Empty when an asking proxy left it out, or sent it twice. */
  path: string;
  /** The caller's address as text; null when unknown. */
  clientAddress: string | null;
}

/** The state of the throttle of (Account, Api) after a decision. */
export interface RateLimit {
  /** Code of the Api whose limit it is. */
  api: string;
  /** Requests per window. */
  limit: number;
  /** Length of the trailing window. */
  windowSeconds: number;
  /** Requests that are still free in the window, never negative. */
  remaining: number;
  /** Epoch seconds at which the whole limit is free again. */
  resetAt: number;
  /** Whole seconds from the decision until `resetAt`. */
  resetSeconds: number;
  /** Whole seconds until the next slot is free; 0 when one is free now. */
  retryAfterSeconds: number;
}

/** Who asked: known once the token was right. */
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

/** The request may be served. One request was spent from the limit of its Api. */
export interface Allowed {
  allowed: true;
  caller: Caller;
  /** Code of the operation. */
  operation: string;
  rateLimit: RateLimit;
}

/** The request must not be served. Nothing was spent. */
export interface Denied {
  allowed: false;
  reason: DenialReason;
  /** Null until the token was right: before that, nobody is named. */
  caller: Caller | null;
  /** Code of the operation, when the path was matched. */
  operation: string | null;
  /** Code of the operation that the key lacks, on PERMISSION_DENIED. */
  missingPermission: string | null;
  /** On THROTTLED, else null. */
  rateLimit: RateLimit | null;
}

/** A denial is a value, never an exception. UNAVAILABLE is "could not decide", which is not "denied". */
export type Decision = Allowed | Denied;
