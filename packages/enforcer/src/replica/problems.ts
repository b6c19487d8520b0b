import type { Logger } from "../logger.js";
import { BrokenRow } from "./columns.js";

/** Broken rows reported one by one in each pull: a table that is damaged as a whole must not flood the log. */
const REPORTED_EACH = 20;

/** The most broken rows that are remembered as reported, of those that are read again and again; then all are reported anew. */
const MOST_TOLD = 1_000;

/** Logs the broken rows of one pull. */
export class Problems {
  private count = 0;

  /** @param told what was reported before, and need not be again */
  constructor(
    private readonly logger: Logger,
    private readonly told: Set<string> | null = null,
  ) {}

  report(table: string, id: unknown, problem: string): void {
    const fields = { table, id: String(id), problem };
    if (this.isTold(`${table} ${fields.id} ${problem}`)) return;
    this.count++;
    if (this.count > REPORTED_EACH) return;
    this.logger.error(fields, "broken row: what depends on it is unavailable");
  }

  private isTold(name: string): boolean {
    const { told } = this;
    if (told === null) return false;
    if (told.has(name)) return true;
    if (told.size >= MOST_TOLD) told.clear();
    told.add(name);
    return false;
  }

  /** Runs `read`; on a broken row, reports it and gives null. */
  attempt<T>(table: string, id: unknown, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof BrokenRow)) throw error;
      this.report(table, id, error.message);
      return null;
    }
  }

  /** To be called at the end of the pull: logs how many more there were. */
  end(): void {
    const more = this.count - REPORTED_EACH;
    if (more > 0) this.logger.error({ more }, "more broken rows, not reported one by one");
  }
}
