import { randomBytes } from "node:crypto";
import { createLogRoom, type LimitRule } from "@latchkey/enforcement";
import type { Generations } from "./generations.js";
import { Ledger } from "./ledger.js";
import { Ledgers } from "./ledgers.js";

/** How many are looked at in one go for what must be told again. */
const RETOLD_MOST = 20_000;

/** All that this gateway remembers of every (Account, Api), and what of it Redis must still hear. Times are monotonic milliseconds. */
export class Book {
  private readonly room = createLogRoom();
  private readonly ledgers = new Ledgers();
  private readonly opened = new Set<Ledger>();
  private readonly name = randomBytes(6).toString("base64url");
  private ids = 0;
  /** From which ledger on it must be looked whether Redis has forgotten them. */
  private retellFrom = Number.POSITIVE_INFINITY;

  constructor(private readonly generations: Generations) {}

  /** How many (Account, Api) are remembered. */
  get size(): number {
    return this.ledgers.size;
  }

  /** Those about which something is to be done even if no more requests come. */
  get open(): Iterable<Ledger> {
    return this.opened;
  }

  find(accountId: string, api: string): Ledger | undefined {
    return this.ledgers.find(accountId, api);
  }

  /** What is remembered, by the rule that is in force at `at`. It is remembered from now on. */
  use(accountId: string, api: string, rule: LimitRule, at: number): Ledger {
    let ledger = this.ledgers.find(accountId, api);
    if (ledger === undefined) {
      ledger = this.make(accountId, api);
      this.ledgers.add(ledger, Math.floor(at));
    }
    return this.refresh(ledger, rule, at);
  }

  /** The same for who only looks: what was not remembered is not. */
  peek(accountId: string, api: string, rule: LimitRule, at: number): Ledger {
    return this.refresh(this.ledgers.find(accountId, api) ?? this.make(accountId, api), rule, at);
  }

  readonly newId = (): string => `${this.name}:${(this.ids++).toString(36)}`;

  keepOpen(ledger: Ledger): void {
    ledger.isOpen = true;
    this.opened.add(ledger);
  }

  /** Nothing more is to be done about it. */
  close(ledger: Ledger): void {
    ledger.isOpen = false;
    this.opened.delete(ledger);
  }

  /** Whether Redis has forgotten what it was told of it. */
  isForgotten(ledger: Ledger): boolean {
    return ledger.version !== this.generations.version(ledger.part);
  }

  /** Notes all that is in its window to be told again. */
  retell(ledger: Ledger, at: number): void {
    ledger.retell(this.generations.version(ledger.part), at, this.newId);
    if (ledger.reports.length > 0) this.keepOpen(ledger);
  }

  /** Redis has forgotten some: all are looked at, by `retellSome`. */
  forgotten(): void {
    this.retellFrom = 0;
  }

  /** Notes what must be told again of the next ones in turn. */
  retellSome(at: number): void {
    const all = this.ledgers.all();
    const end = Math.min(all.length, this.retellFrom + RETOLD_MOST);
    for (let next = this.retellFrom; next < end; next++) {
      const ledger = all[next];
      if (ledger && this.isForgotten(ledger)) this.retell(ledger, at);
    }
    this.retellFrom = end >= all.length ? Number.POSITIVE_INFINITY : end;
  }

  releaseIdle(at: number): void {
    this.ledgers.releaseIdle(at);
  }

  private make(accountId: string, api: string): Ledger {
    return new Ledger(accountId, api, this.room, this.generations.version);
  }

  private refresh(ledger: Ledger, rule: LimitRule, at: number): Ledger {
    ledger.follow(rule);
    if (this.isForgotten(ledger)) this.retell(ledger, at);
    return ledger;
  }
}
