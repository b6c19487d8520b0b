import type { Statement } from "../sql/database.js";

/** The statements of one transaction. */
export interface Batch {
  statements: Statement[];
  /** Called when they were written. */
  written?(): void;
  /** Called when they were not: keeps the figures for the next time. */
  putBack?(): void;
}

/** Rows in one transaction: few enough that nobody waits long for its locks. */
const ROWS = 500;

/** Splits rows into batches. @param putBack keeps a row that was not written for the next time */
export function batches<T>(
  rows: readonly T[],
  toStatements: (rows: readonly T[]) => Statement[],
  putBack: (row: T) => void,
): Batch[] {
  const cut: Batch[] = [];
  for (let start = 0; start < rows.length; start += ROWS) {
    const part = rows.slice(start, start + ROWS);
    cut.push({ statements: toStatements(part), putBack: () => part.forEach(putBack) });
  }
  return cut;
}
