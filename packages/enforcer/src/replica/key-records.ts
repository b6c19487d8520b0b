import { type AddressRanges, Arena, type KeyRule, type Span, UNIT } from "@latchkey/enforcement";
import type { Accounts } from "./accounts.js";
import { KeyView } from "./key-view.js";
import * as layout from "./layout.js";
import { Page } from "./page.js";
import type { PermissionSets } from "./permission-sets.js";

/** What the rows of a key say. */
export interface KeyFacts {
  id: string;
  key: string;
  /** Its number in `Accounts`. */
  account: number;
  /** Its number in `PermissionSets`. */
  permissions: number;
  disabled: boolean;
  expiresAt: number | null;
  tokens: TokensFacts;
  /** Null: any address. */
  ranges: AddressRanges | null;
  broken: boolean;
  tokensBroken: boolean;
}

/** Always two, so that a key takes as long to look at whatever tokens it has: one that is missing is one that nobody holds. */
export type TokensFacts = readonly [TokenFacts, TokenFacts];

export interface TokenFacts {
  id: string;
  /** Lower-case hex. */
  hash: string;
  retiresAt: number | null;
  deleted: boolean;
}

/** Keys as runs of bytes, everything of a key side by side: a decision about any of them looks at two or three lines of memory. */
export class KeyRecords {
  private readonly arena = new Arena((units) => new Page(units));
  private readonly lookedAt: KeyView;

  constructor(
    accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {
    this.lookedAt = new KeyView(accounts, sets);
  }

  /** Bytes that are taken from the system. */
  get size(): number {
    return this.arena.size;
  }

  /** Gives the address. */
  write(facts: KeyFacts): number {
    const address = this.arena.take(layout.sizeOf(facts) / UNIT);
    layout.write(this.arena.page(address), wordOf(address), facts);
    return address;
  }

  /** Frees the room of a key and what it shares with others. */
  free(address: number): void {
    const { words } = this.arena.page(address);
    const at = wordOf(address);
    this.sets.give(words[at + layout.PERMISSIONS] ?? 0);
    this.arena.give(address, layout.sizeAt(words, at) / UNIT);
  }

  /** What stands at this address. One view for all of them: the next call moves it. */
  view(address: number): KeyRule {
    return this.lookedAt.move(this.arena.page(address), wordOf(address));
  }

  /** 0 when the key at this address has this text. Every byte is looked at, whatever the first ones are. */
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

/** Where a record begins in its page, in words. */
const wordOf = (address: number) => 2 * Arena.offset(address);
