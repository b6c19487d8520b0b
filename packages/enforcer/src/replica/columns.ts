/** Thrown by what reads a value here: its row can't be understood. The message names the column, never the value. */
export class BrokenRow extends Error {}

/** Text that is not empty. */
export function text(value: unknown, column: string): string {
  if (typeof value !== "string" || value === "") throw new BrokenRow(`${column} is not text`);
  return value;
}

/** The longest code of an Api, an operation or a permission, in characters: the length of their columns. */
export const LONGEST_CODE = 100;

/** An id, a code or a public key: visible ASCII characters, at most `longest`. */
export function name(value: unknown, column: string, longest: number): string {
  if (!isName(value, longest)) throw new BrokenRow(`${column} is not a name`);
  return value;
}

export function isName(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest && /^[\x21-\x7e]+$/.test(value);
}

export function oneOf<T extends string>(value: unknown, column: string, values: readonly T[]): T {
  for (const known of values) if (known === value) return known;
  throw new BrokenRow(`${column} is not one of ${values.join(", ")}`);
}

export function flag(value: unknown, column: string): boolean {
  if (value !== 0 && value !== 1) throw new BrokenRow(`${column} is neither 0 nor 1`);
  return value === 1;
}

/** A whole number from `least` to 2^53 − 1. */
export function whole(value: unknown, column: string, least: number): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) {
    throw new BrokenRow(`${column} is not a whole number of at least ${least}`);
  }
  return value;
}

/** The last moment that a Date can hold; the first one is as far before 1970. */
const LAST_INSTANT = 8_640_000_000_000_000;

/** Epoch milliseconds, negative before 1970; null when there are none. Bounded by what a Date can hold, as the server's columns are. */
export function optionalInstant(value: unknown, column: string): number | null {
  if (value === null) return null;
  const instant = whole(value, column, -LAST_INSTANT);
  if (instant > LAST_INSTANT) throw new BrokenRow(`${column} is beyond the last moment`);
  return instant;
}
