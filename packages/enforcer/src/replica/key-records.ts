import type { AddressRanges, KeyRule, Span } from "@latchkey/enforcement";
import type { Accounts } from "./accounts.js";
import { Arena, LONGEST } from "./arena.js";
import { KeyView } from "./key-view.js";
import * as layout from "./layout.js";
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
  /** At most two. */
  tokens: readonly TokenFacts[];
  /** Null: any address. */
  ranges: AddressRanges | null;
  broken: boolean;
  tokensBroken: boolean;
}

export interface TokenFacts {
  id: string;
  /** Lower-case hex. */
  hash: string;
  retiresAt: number | null;
  deleted: boolean;
}

/** Whether it can be written at all: tens of thousands of allowlist entries can't. */
export function fits(facts: layout.Sized): boolean {
  return layout.sizeOf(facts) <= LONGEST;
}

/** Keys as runs of bytes, everything of a key side by side: a decision about any of them looks at two or three lines of memory. */
export class KeyRecords {
  private readonly arena = new Arena();

  constructor(
    private readonly accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {}

  /** Bytes that are taken from the system. */
  get size(): number {
    return this.arena.size;
  }

  /** Gives the address. What is written must fit. */
  write(facts: KeyFacts): number {
    const address = this.arena.take(layout.sizeOf(facts));
    layout.write(this.arena.page(address), Arena.offset(address), facts);
    return address;
  }

  /** Frees the room of a key and what it shares with others. */
  free(address: number): void {
    const { words } = this.arena.page(address);
    const at = Arena.offset(address) / 4;
    this.sets.give(words[at + layout.PERMISSIONS] ?? 0);
    this.arena.give(address, layout.sizeAt(words, at));
  }

  view(address: number): KeyRule {
    return new KeyView(this.arena.page(address), Arena.offset(address) / 4, this.accounts, this.sets);
  }

  /** Whether the key at this address has this text. Every byte is looked at, whatever the first ones are. */
  hasKey(address: number, key: Span): boolean {
    const { bytes, words } = this.arena.page(address);
    const at = Arena.offset(address) / 4;
    const text = layout.textAt(words, at) + layout.idLength(words, at);
    const { length, start, bytes: sought } = key;
    let difference = layout.keyLength(words, at) ^ length;
    for (let index = 0; index < length; index++) {
      difference |= (bytes[text + index] ?? 0) ^ (sought[start + index] ?? 0);
    }
    return difference === 0;
  }
}
