import { compileAllowlist, type KeyRule, type Sought, Span } from "@latchkey/enforcement";
import type { Values } from "../sql/database.js";
import type { Accounts } from "./accounts.js";
import { BrokenRow, flag, isName, LONGEST_CODE, name, oneOf, optionalInstant, text } from "./columns.js";
import { KeyIndex } from "./key-index.js";
import { type KeyFacts, KeyRecords, type TokenFacts, type TokensFacts } from "./key-records.js";
import { LONGEST_TEXT } from "./layout.js";
import type { PermissionSets } from "./permission-sets.js";
import type { Problems } from "./problems.js";

/** An api_key row with the rows that hang on it, each in the order of its columns in `queries.ts`. */
export interface KeyRows {
  key: Values;
  tokens: readonly Values[];
  permissions: readonly Values[];
  allowlist: readonly Values[];
}

const HASH = /^[0-9a-f]{64}$/;
/** A key that can be asked for has at most as many characters. */
const LONGEST_KEY = 64;
/** As many zero bytes as the longest key has bytes: no key's text, so that who compares with it compares with all of its bytes. */
const NO_KEY = "\0".repeat(LONGEST_KEY);
const NO_TOKEN: TokenFacts = { id: "", hash: "0".repeat(64), retiresAt: 0, deleted: true };
const NO_TOKENS: TokensFacts = [NO_TOKEN, NO_TOKEN];

/** All keys that live, by their public key. */
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

  /** How many there are. */
  get size(): number {
    return this.index.size;
  }

  /** Bytes that are taken from the system for them. */
  get bytes(): number {
    return this.records.size;
  }

  find(key: Span): KeyRule | undefined {
    const sought = this.seek(key);
    return sought.known === 1 ? sought.key : undefined;
  }

  /** Takes as long for a key that is there as for one that is not. */
  seek(key: Span): Sought {
    const known = this.index.has(key);
    return { known, key: this.records.view(this.index.compared) };
  }

  /** Adds, replaces or, when it was deleted, removes a key. A row that cannot be read makes the key broken. */
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
    // Names, in which no space is: sets of permissions are told apart by their codes with spaces between.
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
      // Last, since a row that is broken takes none.
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

  /** A name as bytes, in a buffer that the next call uses again: an own one for each is work for the garbage collector. */
  private bytesOf(key: string): Span {
    const { bytes } = this.sought;
    for (let at = 0; at < key.length; at++) bytes[at] = key.charCodeAt(at);
    return this.sought.move(0, key.length);
  }

  private remove(key: Span): void {
    const address = this.index.delete(key);
    if (address >= 0) this.records.free(address);
  }

  /** Slow, but such a row is rare, and the rules that it had must not stay in force. */
  private removeById(id: unknown): void {
    for (const address of [...this.index.addresses()]) {
      const rule = this.records.view(address);
      if (rule.id === id) this.remove(Span.of(rule.key));
    }
  }
}

/** The ACTIVE token, and of the others the one that works longest. */
function readTokens(rows: readonly Values[]): TokensFacts {
  const tokens = rows.map(readToken).sort((a, b) => worksUntil(b) - worksUntil(a));
  return [tokens[0] ?? NO_TOKEN, tokens[1] ?? NO_TOKEN];
}

/** The tokens of a broken key, so that strangers are told nothing of it. Null when one of them can't be read. */
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
