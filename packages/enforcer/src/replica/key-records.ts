import { type AddressRanges, Arena, type KeyRule, type Span, UNIT } from "@latchkey/enforcement";
import type { Accounts } from "./accounts.js";
import { KeyView } from "./key-view.js";
import * as layout from "./layout.js";
import { Page } from "./page.js";
import type { PermissionSets } from "./permission-sets.js";

/** The contents of a key's rows. */
export interface KeyFacts {
  id: string;
  key: string;
  /** The account's number in `Accounts`. */
  account: number;
  /** The set's number in `PermissionSets`. */
  permissions: number;
  disabled: boolean;
  expiresAt: number | null;
  tokens: TokensFacts;
  /** The allowlist; null for any address. */
  ranges: AddressRanges | null;
  broken: boolean;
  tokensBroken: boolean;
}

/** Always two, so that every key takes the same time to check: a token that nobody can have fills the place of a missing one. */
export type TokensFacts = readonly [TokenFacts, TokenFacts];

export interface TokenFacts {
  id: string;
  /** Lower-case hex. */
  hash: string;
  retiresAt: number | null;
  deleted: boolean;
}

/** Stores each key in one run of bytes: a decision reads two or three cache lines of it. */
export class KeyRecords {
  private readonly arena = new Arena((units) => new Page(units));
  private readonly lookedAt: KeyView;

  constructor(
    accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {
    this.lookedAt = new KeyView(accounts, sets);
  }

  /** Bytes allocated for all records. */
  get size(): number {
    return this.arena.size;
  }

  /** Stores a key and gives its address. */
  write(facts: KeyFacts): number {
    const address = this.arena.take(layout.sizeOf(facts) / UNIT);
    layout.write(this.arena.page(address), wordOf(address), facts);
    return address;
  }

  /** Frees the memory of a key, and its use of a shared permission set. */
  free(address: number): void {
    const { words } = this.arena.page(address);
    const at = wordOf(address);
    this.sets.give(words[at + layout.PERMISSIONS] ?? 0);
    this.arena.give(address, layout.sizeAt(words, at) / UNIT);
  }

  /** The key at this address. One view serves all of them: the next call moves it. */
  view(address: number): KeyRule {
    return this.lookedAt.move(this.arena.page(address), wordOf(address));
  }

  /** 0 when the record at this address has this public key. Reads every byte, whatever the first ones are. */
  difference(address: number, key: Span): number {
    const { bytes, words } = this.arena.page(address);
    const at = wordOf(address);
    const text = layout.textsAt(at);
    const { length, start, bytes: sought } = key;
    let difference = layout.keyLength(words, at) ^ length;
    let index = 0;
    for (; index + 4 <= length; index += 4) {
      difference |=
        ((bytes[text + index] ?? 0) ^ (sought[start + index] ?? 0)) |
        ((bytes[text + index + 1] ?? 0) ^ (sought[start + index + 1] ?? 0)) |
        ((bytes[text + index + 2] ?? 0) ^ (sought[start + index + 2] ?? 0)) |
        ((bytes[text + index + 3] ?? 0) ^ (sought[start + index + 3] ?? 0));
    }
    for (; index < length; index++) difference |= (bytes[text + index] ?? 0) ^ (sought[start + index] ?? 0);
    return difference;
  }
}

/** The offset of a record in its page, in 32-bit words. */
const wordOf = (address: number) => 2 * Arena.offset(address);
