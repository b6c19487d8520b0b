import type { Statement } from "../sql/database.js";

/** What one transaction writes. */
export interface Batch {
  statements: Statement[];
  /** Called when it was written. */
  written?(): void;
  /** Called when it was not: takes the figures back, to be written later. */
  putBack?(): void;
}

/** Rows in one transaction: few enough that nobody waits long for its locks. */
const ROWS = 500;

/** Cuts rows into batches. */
export function batches<T>(
  rows: readonly T[],
  toStatements: (rows: readonly T[]) => Statement[],
  putBack: (rows: readonly T[]) => void,
): Batch[] {
  const cut: Batch[] = [];
  for (let start = 0; start < rows.length; start += ROWS) {
    const part = rows.slice(start, start + ROWS);
    cut.push({ statements: toStatements(part), putBack: () => putBack(part) });
  }
  return cut;
}
