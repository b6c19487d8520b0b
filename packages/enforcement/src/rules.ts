import type { CompiledAllowlist } from "./allowlist/allowlist.js";
import type { Catalogue } from "./catalogue/catalogue.js";
import type { Caller } from "./decision.js";
import type { CompiledPermissions } from "./permissions/permissions.js";
import type { Span } from "./span.js";

/** A pair's secret half as the gateway knows it: never its text. Times in epoch milliseconds. */
export interface TokenRule {
  readonly id: string;
  /** The SHA-256 of the token's text: 32 bytes, which hold as long as the key's rule does. */
  readonly hash: Uint8Array;
  /** Null: ACTIVE. Else the token works while `now < retiresAt`. */
  readonly retiresAt: number | null;
  /** Ended by its owner: retired, whatever the clock says. */
  readonly deleted: boolean;
}

/** Everything that a decision about one key needs. May be a view of a larger table: it holds until the rules change, or another key is looked up. */
export interface KeyRule {
  readonly id: string;
  readonly key: string;
  /** Undefined: its row is broken or missing, and nothing can be decided about the key. */
  readonly account: AccountRule | undefined;
  readonly disabled: boolean;
  /** Epoch milliseconds; null: never. The key works while `now < expiresAt`. */
  readonly expiresAt: number | null;
  /** At most two. Some may stand in for what is missing, with an empty id: no token is theirs. */
  readonly tokens: readonly TokenRule[];
  readonly permissions: CompiledPermissions;
  readonly allowlist: CompiledAllowlist;
  /** A row of this key could not be read: nothing can be decided about it, but who holds none of its tokens. */
  readonly broken: boolean;
  /** It is broken, and its tokens could not be read either: they are stand-ins, and nobody can be judged. */
  readonly tokensBroken: boolean;
}

export interface AccountRule {
  id: string;
  /** Small, and its alone for as long as whoever gave these rules lives: what is kept by account is found by it at once. */
  number: number;
  sid: string;
  suspended: boolean;
}

/** What a look-up by public key came to. */
export interface Sought {
  /** 1, or 0: a number is calculated with, where a truth would be branched on. */
  readonly known: number;
  /** The key; or, where it is not known, one that stands in for it: perhaps somebody else's, so nothing that it says counts. */
  readonly key: KeyRule;
}

/** A limit in force. */
export interface LimitRule {
  limit: number;
  windowSeconds: number;
}

/** All rules at one revision, as `decide` reads them. Every look-up is a plain, synchronous read. */
export interface Rules {
  /** By the public key. Includes no deleted key. */
  findKey(key: Span): KeyRule | undefined;
  /** The same for who must not show by its time whether there is such a key: costs the same either way, and so do the tokens of what it gives. */
  seekKey(key: Span): Sought;
  readonly catalogue: Catalogue;
  /** The limit in force at `now` for (account, Api): the newest grant that has not ended, else the Api's default. Undefined: its row is broken. */
  findLimit(accountId: string, api: string, now: number): LimitRule | undefined;
}

/** The account whose requests are counted: a `Caller`, for example. */
export type Counted = Pick<Caller, "accountId" | "accountNumber">;

/**
 * Counts requests of (Account, Api) in a strict trailing window. `spend` is the only one that writes. Where the count is shared by
 * several processes, an answer that needs a word from the others comes as a promise, which never rejects.
 */
export interface ThrottleCounter {
  spend(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState | Promise<ThrottleState>;
  peek(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState | Promise<ThrottleState>;
  /** How many this process itself has admitted in the window that ends now. */
  admitted(account: Counted, api: string, limit: LimitRule, now: number): number;
}

/** Counts in this process alone, and always at once. */
export interface LocalCounter extends ThrottleCounter {
  spend(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState;
  peek(account: Counted, api: string, limit: LimitRule, now: number): ThrottleState;
}

/** `admitted` is false when no slot was free; nothing was spent then. On `peek`: whether one is free. */
export interface ThrottleState {
  admitted: boolean;
  remaining: number;
  /** Epoch milliseconds at which the window is empty again. */
  resetAt: number;
  /** Milliseconds until a slot is free; 0 when one is. */
  retryAfter: number;
  /** Epoch milliseconds of the decision; left out: when it was asked for. */
  decidedAt?: number;
}

/** The two primitives that differ between Node.js and a browser. */
export interface Primitives {
  /** The SHA-256 of a text: 32 bytes, which hold until the next call. */
  sha256(text: Span): Uint8Array;
  /** Whether two hashes are equal, in constant time. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
}
