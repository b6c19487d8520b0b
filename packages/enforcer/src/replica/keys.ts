import { compileAllowlist, type KeyRule, type Sought, Span } from "@latchkey/enforcement";
import type { Values } from "../sql/database.js";
import type { Accounts } from "./accounts.js";
import { BrokenRow, flag, isName, LONGEST_CODE, name, oneOf, optionalInstant, text } from "./columns.js";
import { KeyIndex } from "./key-index.js";
import { type KeyFacts, KeyRecords, type TokenFacts, type TokensFacts } from "./key-records.js";
import { LONGEST_TEXT } from "./layout.js";
import type { PermissionSets } from "./permission-sets.js";
import type { Problems } from "./problems.js";

/** A row of api_key with its rows in other tables, each with the columns in the order of `queries.ts`. */
export interface KeyRows {
  key: Values;
  tokens: readonly Values[];
  permissions: readonly Values[];
  allowlist: readonly Values[];
}

const HASH = /^[0-9a-f]{64}$/;
/** The longest public key, in characters: see `hasKeyForm`. */
const LONGEST_KEY = 64;
/** A public key that nobody can have, as long as the longest one, so that comparing with it takes no less time. */
const NO_KEY = "\0".repeat(LONGEST_KEY);
const NO_TOKEN: TokenFacts = { id: "", hash: "0".repeat(64), retiresAt: 0, deleted: true };
const NO_TOKENS: TokensFacts = [NO_TOKEN, NO_TOKEN];

/** All keys that are not deleted, by public key. */
export class Keys {
  private readonly records: KeyRecords;
  private readonly index: KeyIndex;
  private readonly sought = new Span(new Uint8Array(LONGEST_KEY));

  constructor(
    private readonly accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {
    this.records = new KeyRecords(accounts, sets);
    const nobody = this.records.write({
      ...this.brokenKey("", NO_KEY, null),
      broken: false,
      tokensBroken: false,
    });
    this.index = new KeyIndex(this.records, nobody);
  }

  /** How many keys there are. */
  get size(): number {
    return this.index.size;
  }

  /** Bytes allocated for them. */
  get bytes(): number {
    return this.records.size;
  }

  find(key: Span): KeyRule | undefined {
    const sought = this.seek(key);
    return sought.known === 1 ? sought.key : undefined;
  }

  /** Takes the same time for a key that is there as for one that is not. */
  seek(key: Span): Sought {
    const known = this.index.has(key);
    return { known, key: this.records.view(this.index.compared) };
  }

  /** Adds or replaces a key, or removes it when it was deleted. A row that can't be read makes the key broken. */
  apply(rows: KeyRows, problems: Problems): void {
    const [id, , key, , , , , deletedAt] = rows.key;
    if (!isName(id, LONGEST_TEXT) || !isName(key, LONGEST_KEY)) {
      problems.report("api_key", id, "id or key is not a name");
      this.removeById(id);
    } else if (deletedAt !== null && deletedAt !== undefined) {
      this.remove(this.bytesOf(key));
    } else {
      const facts = problems.attempt("api_key", id, () => this.read(rows, id, key));
      const written = facts ?? this.brokenKey(id, key, readableTokens(rows.tokens));
      const before = this.index.set(this.bytesOf(key), this.records.write(written));
      if (before >= 0) this.records.free(before);
    }
  }

  private read({ key: row, ...hanging }: KeyRows, id: string, key: string): KeyFacts {
    const [, accountId, , disabled, expiresAt, accessScope, addressScope] = row;
    // Names contain no spaces, by which `PermissionSets` separates codes.
    const codes = hanging.permissions.map(([, code]) => name(code, "code", LONGEST_CODE));
    const cidrs = hanging.allowlist.map(([, cidr]) => text(cidr, "cidr"));
    const scope = oneOf(accessScope, "accessScope", ["ALL_APIS", "SELECTED_APIS"]);
    const addresses = oneOf(addressScope, "addressScope", ["ANY_ADDRESS", "ALLOWLIST_ONLY"]);
    const allowlist = compileAllowlist(addresses, cidrs);
    if (allowlist === null) throw new BrokenRow("an allowlist entry is not a CIDR range");
    return {
      id,
      key,
      account: this.accounts.numberOf(text(accountId, "accountId")),
      disabled: flag(disabled, "disabled"),
      expiresAt: optionalInstant(expiresAt, "expiresAt"),
      tokens: readTokens(hanging.tokens),
      ranges: allowlist.ranges,
      broken: false,
      tokensBroken: false,
      // Last: when a row above is broken, no set must have been taken.
      permissions: this.sets.take(scope, codes),
    };
  }

  private brokenKey(id: string, key: string, tokens: TokensFacts | null): KeyFacts {
    const rules = { account: this.accounts.numberOf(""), permissions: this.sets.take("SELECTED_APIS", []) };
    return {
      id,
      key,
      ...rules,
      disabled: false,
      expiresAt: null,
      tokens: tokens ?? NO_TOKENS,
      ranges: null,
      broken: true,
      tokensBroken: tokens === null,
    };
  }

  /** A public key as bytes, in a buffer that the next call overwrites: one buffer for each would burden the garbage collector. */
  private bytesOf(key: string): Span {
    const { bytes } = this.sought;
    for (let at = 0; at < key.length; at++) bytes[at] = key.charCodeAt(at);
    return this.sought.move(0, key.length);
  }

  private remove(key: Span): void {
    const address = this.index.delete(key);
    if (address >= 0) this.records.free(address);
  }

  /** Searches all keys. Slow, but rows without a readable key are rare, and the rules that they had must not stay in force. */
  private removeById(id: unknown): void {
    for (const address of [...this.index.addresses()]) {
      const rule = this.records.view(address);
      if (rule.id === id) this.remove(Span.of(rule.key));
    }
  }
}

/** The two tokens that work longest: first the ACTIVE one. */
function readTokens(rows: readonly Values[]): TokensFacts {
  const tokens = rows.map(readToken).sort((a, b) => worksUntil(b) - worksUntil(a));
  return [tokens[0] ?? NO_TOKEN, tokens[1] ?? NO_TOKEN];
}

/** The tokens of a broken key, so that only holders of one learn that it is broken. Null when one of them can't be read. */
function readableTokens(rows: readonly Values[]): TokensFacts | null {
  try {
    return readTokens(rows);
  } catch (error) {
    if (error instanceof BrokenRow) return null;
    throw error;
  }
}

function readToken([, id, hashScheme, hash, retiresAt, deletedAt]: Values): TokenFacts {
  oneOf(hashScheme, "hashScheme", ["sha256"]);
  if (typeof hash !== "string" || !HASH.test(hash))
    throw new BrokenRow("a token's hash is not hexadecimal SHA-256");
  return {
    id: name(id, "id", LONGEST_TEXT),
    hash,
    retiresAt: optionalInstant(retiresAt, "retiresAt"),
    deleted: optionalInstant(deletedAt, "deletedAt") !== null,
  };
}

function worksUntil(token: TokenFacts): number {
  if (token.deleted) return -1;
  return token.retiresAt ?? Number.MAX_SAFE_INTEGER;
}
