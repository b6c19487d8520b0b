import type { CompiledAllowlist } from "./allowlist/allowlist.js";
import type { Catalogue } from "./catalogue/catalogue.js";
import type { CompiledPermissions } from "./permissions/permissions.js";

/** A pair's secret half as the gateway knows it: never its text. Times in epoch milliseconds. */
export interface TokenRule {
  id: string;
  /** Lower-case hex SHA-256 of the token's text. */
  hash: string;
  /** Null: ACTIVE. Else the token works while `now < retiresAt`. */
  retiresAt: number | null;
  /** Ended by its owner: retired, whatever the clock says. */
  deleted: boolean;
}

/** Everything that a decision about one key needs. */
export interface KeyRule {
  id: string;
  key: string;
  accountId: string;
  disabled: boolean;
  /** Epoch milliseconds; null: never. The key works while `now < expiresAt`. */
  expiresAt: number | null;
  /** At most two. */
  tokens: readonly TokenRule[];
  permissions: CompiledPermissions;
  allowlist: CompiledAllowlist;
  /** A row of this key could not be read: nothing can be decided about it. */
  broken: boolean;
}

export interface AccountRule {
  id: string;
  sid: string;
  suspended: boolean;
}

/** A limit in force. */
export interface LimitRule {
  limit: number;
  windowSeconds: number;
}

/** All rules at one revision, as `decide` reads them. Every look-up is a plain, synchronous read. */
export interface Rules {
  /** Includes no deleted key. */
  findKey(key: string): KeyRule | undefined;
  findAccount(accountId: string): AccountRule | undefined;
  catalogue: Catalogue;
  /** The limit in force at `now` for (account, Api): the newest grant that has not ended, else the Api's default. Undefined: its row is broken. */
  findLimit(accountId: string, api: string, now: number): LimitRule | undefined;
}

/**
 * Counts requests of (Account, Api) in a strict trailing window. `spend` is the only one that writes. Where the count is shared by
 * several processes, an answer that needs a word from the others comes as a promise, which never rejects.
 */
export interface ThrottleCounter {
  spend(
    accountId: string,
    api: string,
    limit: LimitRule,
    now: number,
  ): ThrottleState | Promise<ThrottleState>;
  peek(accountId: string, api: string, limit: LimitRule, now: number): ThrottleState | Promise<ThrottleState>;
  /** How many this process itself has admitted in the window that ends now. */
  admitted(accountId: string, api: string, limit: LimitRule, now: number): number;
}

/** Counts in this process alone, and always at once. */
export interface LocalCounter extends ThrottleCounter {
  spend(accountId: string, api: string, limit: LimitRule, now: number): ThrottleState;
  peek(accountId: string, api: string, limit: LimitRule, now: number): ThrottleState;
}

/** `admitted` is false when no slot was free; nothing was spent then. On `peek`: whether one is free. */
export interface ThrottleState {
  admitted: boolean;
  remaining: number;
  /** Epoch milliseconds at which the window is empty again. */
  resetAt: number;
  /** Milliseconds until a slot is free; 0 when one is. */
  retryAfter: number;
}

/** The two primitives that differ between Node.js and a browser. */
export interface Primitives {
  /** Lower-case hex SHA-256 of the UTF-8 bytes of `text`. */
  sha256Hex(text: string): string;
  /** Constant time for equal lengths. */
  equal(a: string, b: string): boolean;
}
