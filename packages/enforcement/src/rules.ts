import type { CompiledAllowlist } from "./allowlist/allowlist.js";
import type { Catalogue } from "./catalogue/catalogue.js";
import type { Caller } from "./decision.js";
import type { CompiledPermissions } from "./permissions/permissions.js";
import type { Span } from "./span.js";

/** A pair's secret half as the gateway knows it: never its text. */
export interface TokenRule {
  readonly id: string;
  /** The SHA-256 of the token's text: 32 bytes, valid as long as the key's rule is. */
  readonly hash: Uint8Array;
  /** Epoch milliseconds: the token works while `now < retiresAt`. Null for the ACTIVE token. */
  readonly retiresAt: number | null;
  /** Ended by its owner: retired, whatever `retiresAt` says. */
  readonly deleted: boolean;
}

/** Everything that a decision about one key needs. May be a view of a larger table: valid until the rules change or another key is looked up. */
export interface KeyRule {
  readonly id: string;
  readonly key: string;
  /** Undefined when its row is broken or missing: requests with the key can't be decided. */
  readonly account: AccountRule | undefined;
  readonly disabled: boolean;
  /** Epoch milliseconds; null: never. The key works while `now < expiresAt`. */
  readonly expiresAt: number | null;
  /** Two at most. A rule with an empty id fills the place of a missing token, and no token matches it. */
  readonly tokens: readonly TokenRule[];
  readonly permissions: CompiledPermissions;
  readonly allowlist: CompiledAllowlist;
  /** A row of this key could not be read: requests with one of its tokens are UNAVAILABLE. */
  readonly broken: boolean;
  /** The key is broken and its tokens could not be read either: all requests with it are UNAVAILABLE. */
  readonly tokensBroken: boolean;
}

/** What a decision needs to know of an account. */
export interface AccountRule {
  id: string;
  /** A small number that no other account has while the source of these rules lives: an index for arrays kept by account. */
  number: number;
  sid: string;
  /** All requests with its keys are denied. */
  suspended: boolean;
}

/** The result of a look-up by public key that takes the same time whether the key exists or not. */
export interface Sought {
  /** 1 when the key exists, else 0: a number, so that it can be calculated with instead of branched on. */
  readonly known: number;
  /** The key or, when it does not exist, a stand-in, which may be somebody else's: nothing that it says may be used. */
  readonly key: KeyRule;
}

/** A limit in force: `limit` requests in any trailing window. */
export interface LimitRule {
  limit: number;
  windowSeconds: number;
}

/** All rules at one revision, as `decide` reads them. Every look-up is a plain, synchronous read. */
export interface Rules {
  /** By the public key; undefined when there is none, or a deleted one. */
  findKey(key: Span): KeyRule | undefined;
  /** The same without a difference in time between keys that exist and those that don't; nor between their tokens. */
  seekKey(key: Span): Sought;
  readonly catalogue: Catalogue;
  /** The limit in force at `now` for (account, Api): the newest grant that has not ended, else the Api's default. Undefined when its row is broken. */
  findLimit(accountId: string, api: string, now: number): LimitRule | undefined;
}

/** The account whose requests are counted; a `Caller` is one. */
export type Counted = Pick<Caller, "accountId" | "accountNumber">;

/**
 * Counts requests of (Account, Api) in a strict trailing window. Where several processes share the count, an answer for which another
 * one must be asked is a promise, which never rejects. `now`: epoch milliseconds.
 */
export interface ThrottleCounter {
  /** Admits one request and counts it, if the limit has room. */
  spend(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState | Promise<ThrottleState>;
  /** The state as `spend` would find it. Counts nothing. */
  peek(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState | Promise<ThrottleState>;
  /** How many requests this process itself has admitted in the window that ends at `now`. */
  admitted(account: Counted, api: string, limit: LimitRule, now: number): number;
}

/** Counts in this process alone, so that it always answers at once. */
export interface LocalCounter extends ThrottleCounter {
  spend(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState;
  peek(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState;
}

/** The state of a throttle, after a request was counted if one was. */
export interface ThrottleState {
  /** False when no slot was free; nothing was spent then. From `peek`: whether one is free. */
  admitted: boolean;
  /** Slots that are still free, never negative. */
  remaining: number;
  /** Epoch milliseconds at which the window is empty again. */
  resetAt: number;
  /** Milliseconds until a slot is free; 0 when one is. */
  retryAfter: number;
  /** Epoch milliseconds of the decision. Left out when it is the `now` that was asked about. */
  decidedAt?: number;
}

/** The two primitives that differ between Node.js and a browser. */
export interface Primitives {
  /** The SHA-256 of a text: 32 bytes, valid until the next call. */
  sha256(text: Span): Uint8Array;
  /** Whether two hashes are equal, in constant time. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
}
