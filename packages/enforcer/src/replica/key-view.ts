import type {
  AccountRule,
  CompiledAllowlist,
  CompiledPermissions,
  KeyRule,
  TokenRule,
} from "@latchkey/enforcement";
import type { Accounts } from "./accounts.js";
import * as layout from "./layout.js";
import type { Page } from "./page.js";
import type { PermissionSets } from "./permission-sets.js";

const ANY_ADDRESS: CompiledAllowlist = { ranges: null };

/** Reads a key's record, field by field as they are asked for. It can be moved to another record, which costs less than another view. */
export class KeyView implements KeyRule {
  readonly tokens = [new TokenView(this, 0), new TokenView(this, 1)] as const;
  /** All texts of the record, read when the first one is asked for: slicing one string is cheaper than decoding several. */
  private texts = "";
  private where: Page | undefined;
  private word = 0;

  constructor(
    private readonly accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {}

  /** Moves to another record. `at`: its offset in words. */
  move(page: Page, at: number): this {
    this.where = page;
    this.word = at;
    this.texts = "";
    for (const token of this.tokens) token.read();
    return this;
  }

  get page(): Page {
    return this.where as Page;
  }

  get at(): number {
    return this.word;
  }

  get id(): string {
    const { words } = this.page;
    return this.text(layout.keyLength(words, this.at), layout.idLength(words, this.at));
  }

  get key(): string {
    return this.text(0, layout.keyLength(this.page.words, this.at));
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

  get allowlist(): CompiledAllowlist {
    const { words } = this.page;
    const { at } = this;
    if (layout.isOpen(words, at)) return ANY_ADDRESS;
    const start = layout.rangesAt(words, at);
    return {
      ranges: { words, start, v4: layout.rangesOfV4(words, at), v6: layout.rangesOfV6(words, at) },
    };
  }

  /** `length` characters of the texts, from `start` on. */
  text(start: number, length: number): string {
    const { page, at } = this;
    if (this.texts === "") {
      const from = layout.textsAt(at);
      this.texts = page.bytes.toString("latin1", from, from + layout.textsLength(page.words, at));
    }
    return this.texts.slice(start, start + length);
  }
}

/** Reads its fields at each move, though not all are always needed: else it would take longer to refuse a retired token than a wrong one. */
class TokenView implements TokenRule {
  retiresAt: number | null = null;
  deleted = false;
  private readonly copy = new Uint32Array(layout.HASH_WORDS);
  /** The bytes of the copy: copying costs a fraction of making a view of the record. */
  private readonly bytes = new Uint8Array(this.copy.buffer);

  constructor(
    private readonly key: KeyView,
    private readonly place: 0 | 1,
  ) {}

  read(): void {
    const { page, at } = this.key;
    this.retiresAt = layout.retiresAt(page.numbers, at, this.place);
    this.deleted = layout.isDeleted(page.words, at, this.place);
  }

  get id(): string {
    const { page, at } = this.key;
    const first = layout.keyLength(page.words, at) + layout.idLength(page.words, at);
    const before = this.place === 0 ? 0 : layout.tokenIdLength(page.words, at, 0);
    return this.key.text(first + before, layout.tokenIdLength(page.words, at, this.place));
  }

  get hash(): Uint8Array {
    const { page, at } = this.key;
    layout.copyHash(page.words, at, this.place, this.copy);
    return this.bytes;
  }
}
