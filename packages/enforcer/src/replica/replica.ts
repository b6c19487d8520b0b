import type { Rules, Span } from "@latchkey/enforcement";
import type { Logger } from "../logger.js";
import type { Database, Read, ReadValues } from "../sql/database.js";
import { AccountNumbers } from "./accounts.js";
import { Problems } from "./problems.js";
import * as queries from "./queries.js";
import { Tables } from "./tables.js";

/** A copy of all rules at one revision. Each pull is applied as a whole: a decision sees all of a change or none of it. */
export class Replica implements Rules {
  private readonly numbers = new AccountNumbers();
  private tables = new Tables(this.numbers);
  private applied: queries.Revision | null = null;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /** The number of the newest change that is applied; null before the first full load. */
  get revision(): number | null {
    return this.applied?.value ?? null;
  }

  /** How many keys are not deleted. */
  get size(): number {
    return this.tables.keys.size;
  }

  get catalogue() {
    return this.tables.catalogue;
  }

  /** Bytes allocated for keys. */
  get bytes(): number {
    return this.tables.keys.bytes;
  }

  findKey(key: Span) {
    return this.tables.keys.find(key);
  }

  seekKey(key: Span) {
    return this.tables.keys.seek(key);
  }

  findLimit(accountId: string, api: string, now: number) {
    return this.tables.limits.find(accountId, api, now);
  }

  /**
   * Reads and applies what has changed. Everything is read anew the first time, and when the database does not continue what is applied:
   * it was restored, or a replica took over that had not heard of the newest changes.
   * True when something was applied. Rejects when the database can't be read; nothing has changed then.
   */
  async pull(): Promise<boolean> {
    const { applied } = this;
    if (applied !== null) {
      const newest = await queries.readRevision(this.database.read);
      if (newest.value === applied.value && newest.mark === applied.mark) return false;
    }
    this.applied = await this.database.snapshot(async (read, readValues) => {
      const newest = await queries.readRevision(read);
      if (applied === null) await this.load(read, readValues);
      else if (await queries.hasComeBy(read, newest, applied))
        await this.change(read, readValues, applied.value);
      else {
        const fields = { applied: applied.value, newest: newest.value };
        this.logger.warn(fields, "the database is not the one that was followed: loading everything");
        await this.load(read, readValues);
      }
      return newest;
    });
    return true;
  }

  private async load(read: Read, readValues: ReadValues): Promise<void> {
    const problems = new Problems(this.logger);
    const tables = new Tables(this.numbers);
    const { apis, operations } = await queries.readCatalogueRows(read);
    tables.applyCatalogue(apis, operations, problems);
    for await (const rows of queries.allAccounts(read)) {
      for (const row of rows) tables.accounts.apply(row, problems);
    }
    for await (const rows of queries.allGrants(read)) {
      for (const row of rows) tables.limits.applyGrant(row, problems);
    }
    for await (const keys of queries.allKeys(readValues)) {
      for (const rows of keys) tables.keys.apply(rows, problems);
    }
    this.tables = tables;
    problems.end();
  }

  private async change(read: Read, readValues: ReadValues, applied: number): Promise<void> {
    const problems = new Problems(this.logger);
    const catalogue = (await queries.catalogueChangedSince(read, applied))
      ? await queries.readCatalogueRows(read)
      : null;
    const accounts = await queries.accountsChangedSince(read, applied);
    const grants = await queries.grantsChangedSince(read, applied);
    const keys = await queries.keysChangedSince(readValues, applied);

    const { tables } = this;
    if (catalogue) tables.applyCatalogue(catalogue.apis, catalogue.operations, problems);
    for (const row of accounts) tables.accounts.apply(row, problems);
    for (const row of grants) tables.limits.applyGrant(row, problems);
    for (const rows of keys) tables.keys.apply(rows, problems);
    problems.end();
  }
}
