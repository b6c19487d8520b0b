import { randomBytes } from "node:crypto";
import { createLogRoom, type LimitRule } from "@latchkey/enforcement";
import type { Lease } from "./batch.js";
import type { Generations } from "./generations.js";
import { Ledger } from "./ledger.js";
import { LedgerIndex } from "./ledger-index.js";

/** How many ledgers `retellSome` checks in one go. */
const RETOLD_MOST = 20_000;

/** The ledgers of this gateway, one for each (Account, Api) in use. */
export class Book {
  private readonly room = createLogRoom();
  private readonly ledgers = new LedgerIndex();
  private readonly opened = new Set<Ledger>();
  private readonly name = randomBytes(6).toString("base64url");
  private ids = 0;
  /** Index of the next ledger to check for having been forgotten by Redis; infinite when there are none to check. */
  private retellFrom = Number.POSITIVE_INFINITY;

  constructor(private readonly generations: Generations) {}

  /** An id for a batch, unique among all gateways. */
  readonly newId = (): string => `${this.name}:${(this.ids++).toString(36)}`;

  /** How many (Account, Api) have a ledger. */
  get size(): number {
    return this.ledgers.size;
  }

  /** The ledgers that need work even if no more requests come. */
  get open(): Iterable<Ledger> {
    return this.opened;
  }

  find(accountId: string, api: string): Ledger | undefined {
    return this.ledgers.find(accountId, api);
  }

  /** The ledger of (Account, Api), created if there is none, under the rule in force at `at`. */
  use(accountId: string, api: string, rule: LimitRule, at: number): Ledger {
    let ledger = this.ledgers.find(accountId, api);
    if (ledger === undefined) {
      ledger = this.make(accountId, api);
      this.ledgers.add(ledger, Math.floor(at));
    }
    return this.refresh(ledger, rule, at);
  }

  /** The same without keeping a ledger that was created for it. */
  peek(accountId: string, api: string, rule: LimitRule, at: number): Ledger {
    return this.refresh(this.ledgers.find(accountId, api) ?? this.make(accountId, api), rule, at);
  }

  /** The ledger needs work even if no more requests come. */
  keepOpen(ledger: Ledger): void {
    ledger.isOpen = true;
    this.opened.add(ledger);
  }

  /** The ledger needs no more work. */
  close(ledger: Ledger): void {
    ledger.isOpen = false;
    this.opened.delete(ledger);
  }

  /** Whether Redis has forgotten what it knew about the ledger. */
  isForgotten(ledger: Ledger): boolean {
    return ledger.version !== this.generations.version(ledger.part);
  }

  /** Prepares reports of all that is in the ledger's window. */
  retell(ledger: Ledger, at: number): void {
    ledger.retell(this.generations.version(ledger.part), at, this.newId);
    if (!ledger.reports.isEmpty) this.keepOpen(ledger);
  }

  /** Enters `many` requests that were admitted without a lease, so that Redis is told about them later. */
  admitUnleased(ledger: Ledger, at: number, many: number): void {
    ledger.reports.addUnleased(many, at, ledger.window, this.newId);
    this.generations.countedUnleased();
    this.keepOpen(ledger);
  }

  /** The overdue answer has come, with this lease or none: what was admitted meanwhile comes out of it, and the rest is reported. */
  settleDoubt(ledger: Ledger, lease: Lease | null): void {
    const uncovered = ledger.settleDoubt(lease);
    if (uncovered > 0) this.admitUnleased(ledger, ledger.inDoubtAt, uncovered);
  }

  /** Redis has forgotten some ledgers: `retellSome` will check all of them. */
  forgotten(): void {
    this.retellFrom = 0;
  }

  /** Checks the next ledgers in turn, and prepares reports of those that Redis has forgotten. */
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
