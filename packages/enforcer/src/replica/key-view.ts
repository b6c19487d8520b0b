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

/** A key as it lies in memory; reads what it is asked for, and little else. It can be moved to the next, which costs less than another view. */
export class KeyView implements KeyRule {
  readonly tokens = [new TokenView(this, 0), new TokenView(this, 1)] as const;
  /** The texts, once one of them was asked for: cutting one text into pieces is cheaper than reading several. */
  private texts = "";
  private where: Page | undefined;
  private word = 0;

  constructor(
    private readonly accounts: Accounts,
    private readonly sets: PermissionSets,
  ) {}

  /** Looks at another key from now on. `at`: in words. */
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

  /** So many characters of the texts. */
  text(start: number, length: number): string {
    const { page, at } = this;
    if (this.texts === "") {
      const from = layout.textsAt(at);
      this.texts = page.bytes.toString("latin1", from, from + layout.textsLength(page.words, at));
    }
    return this.texts.slice(start, start + length);
  }
}

/** Reads at once what only some tokens are asked for: else it would take longer to refuse a retired token than a wrong one. */
class TokenView implements TokenRule {
  retiresAt: number | null = null;
  deleted = false;
  private readonly copy = new Uint32Array(layout.HASH_WORDS);
  /** Copied, since making a view of where it lies costs many times as much. */
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
