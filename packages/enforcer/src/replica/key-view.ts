import type {
  AccountRule,
  CompiledAllowlist,
  CompiledPermissions,
  KeyRule,
  TokenRule,
} from "@latchkey/enforcement";
import type { Accounts } from "./accounts.js";
import type { Page } from "./arena.js";
import * as layout from "./layout.js";
import type { PermissionSets } from "./permission-sets.js";

const NO_TOKENS: readonly TokenRule[] = [];
/** The hashes of the two tokens that are looked at: copied here, since making a view of where they lie costs many times as much. */
const HASH_WORDS = [new Uint32Array(layout.HASH_WORDS), new Uint32Array(layout.HASH_WORDS)] as const;
const HASHES = [new Uint8Array(HASH_WORDS[0].buffer), new Uint8Array(HASH_WORDS[1].buffer)] as const;

/** A key as it lies in memory; reads what it is asked for, and nothing else. */
export class KeyView implements KeyRule {
  /** Its texts, once one of them was asked for: cutting one text into pieces is cheaper than reading several. */
  private texts = "";

  /** `at`: in words. */
  constructor(
    readonly page: Page,
    readonly at: number,
    private readonly accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {}

  get id(): string {
    return this.text(0, layout.idLength(this.page.words, this.at));
  }

  get key(): string {
    const { words } = this.page;
    return this.text(layout.idLength(words, this.at), layout.keyLength(words, this.at));
  }

  get account(): AccountRule | undefined {
    return this.accounts.at(this.page.words[this.at + layout.ACCOUNT] ?? 0);
  }

  get permissions(): CompiledPermissions {
    return this.sets.at(this.page.words[this.at + layout.PERMISSIONS] ?? 0);
  }

  get disabled(): boolean {
    return layout.isDisabled(this.page.words, this.at);
  }

  get broken(): boolean {
    return layout.isBroken(this.page.words, this.at);
  }

  get tokensBroken(): boolean {
    return layout.hasBrokenTokens(this.page.words, this.at);
  }

  get expiresAt(): number | null {
    return layout.expiresAt(this.page.numbers, this.at);
  }

  get tokens(): readonly TokenRule[] {
    const count = layout.tokenCount(this.page.words, this.at);
    if (count === 0) return NO_TOKENS;
    return count === 1 ? [new TokenView(this, 0)] : [new TokenView(this, 0), new TokenView(this, 1)];
  }

  get allowlist(): CompiledAllowlist {
    const { words } = this.page;
    const { at } = this;
    if (layout.isOpen(words, at)) return { ranges: null };
    const start = layout.rangesAt(words, at);
    return {
      ranges: { words, start, v4: layout.rangesOfV4(words, at), v6: layout.rangesOfV6(words, at) },
    };
  }

  /** So many characters of the texts. */
  text(start: number, length: number): string {
    const { page, at } = this;
    if (this.texts === "") {
      const from = layout.textAt(page.words, at);
      this.texts = page.bytes.toString("latin1", from, from + layout.textLength(page.words, at));
    }
    return this.texts.slice(start, start + length);
  }
}

/** Reads at once what only some tokens are asked for: else it would take longer to refuse a retired token than a wrong one. */
class TokenView implements TokenRule {
  readonly retiresAt: number | null;
  readonly deleted: boolean;

  constructor(
    private readonly key: KeyView,
    private readonly place: 0 | 1,
  ) {
    const { page, at } = key;
    this.retiresAt = layout.retiresAt(page.numbers, at, place);
    this.deleted = layout.isDeleted(page.words, at, place);
  }

  get id(): string {
    const { page, at } = this.key;
    const first = layout.idLength(page.words, at) + layout.keyLength(page.words, at);
    const before = this.place === 0 ? 0 : layout.tokenIdLength(page.words, at, 0);
    return this.key.text(first + before, layout.tokenIdLength(page.words, at, this.place));
  }

  get hash(): Uint8Array {
    const { page, at } = this.key;
    const from = layout.hashAt(at, this.place);
    const copy = HASH_WORDS[this.place];
    for (let word = 0; word < layout.HASH_WORDS; word++) copy[word] = page.words[from + word] ?? 0;
    return HASHES[this.place];
  }
}
