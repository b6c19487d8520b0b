import type { Row } from "../sql/database.js";

/** A row that cannot be understood. Its message names the column, never the value. */
export class BrokenRow extends Error {}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string" || value === "") throw new BrokenRow(`${column} is not text`);
  return value;
}

export function oneOf<T extends string>(row: Row, column: string, values: readonly T[]): T {
  const value = values.find((known) => known === row[column]);
  if (value === undefined) throw new BrokenRow(`${column} is not one of ${values.join(", ")}`);
  return value;
}

export function flag(row: Row, column: string): boolean {
  const value = row[column];
  if (value !== 0 && value !== 1) throw new BrokenRow(`${column} is neither 0 nor 1`);
  return value === 1;
}

/** Whole, from `least` to 2^53 - 1. */
export function whole(row: Row, column: string, least: number): number {
  const value = row[column];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) {
    throw new BrokenRow(`${column} is not a whole number of at least ${least}`);
  }
  return value;
}

/** Epoch milliseconds. */
export function optionalInstant(row: Row, column: string): number | null {
  return row[column] === null ? null : whole(row, column, 0);
}
