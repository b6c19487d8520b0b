import type { Logger } from "../logger.js";
import { BrokenRow } from "./columns.js";

/** Enough to see what is wrong; a wholly damaged table must not flood the log. */
const REPORTED_EACH = 20;

/** Reports the broken rows of one pull. */
export class Problems {
  private count = 0;

  constructor(private readonly logger: Logger) {}

  report(table: string, id: unknown, problem: string): void {
    this.count++;
    if (this.count > REPORTED_EACH) return;
    const fields = { table, id: String(id), problem };
    this.logger.error(fields, "broken row: what depends on it is unavailable");
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

  end(): void {
    const more = this.count - REPORTED_EACH;
    if (more > 0) this.logger.error({ more }, "more broken rows, not reported one by one");
  }
}
