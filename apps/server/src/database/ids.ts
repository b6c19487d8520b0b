import { randomBytes } from "node:crypto";
import { randomBase62, toBase62 } from "@latchkey/enforcement";

/** What an id is of, readable from the id: `node(id)` finds the table by it. */
export type IdPrefix =
  | "acc"
  | "mem"
  | "inv"
  | "usr"
  | "ses"
  | "sim"
  | "ver"
  | "sef"
  | "key"
  | "tok"
  | "req"
  | "grt"
  | "evt"
  | "idm"
  | "mai";

const TIME_DIGITS = 8;
/** The last moment that they can tell, in the year 8888. */
const LATEST = 62 ** TIME_DIGITS - 1;

/**
 * A new id: the prefix, `_`, 8 base62 characters of the time in milliseconds and 16 random ones (95 bits).
 * Ids sort by the time of their making where text compares by its bytes.
 */
export function newId(prefix: IdPrefix, now: Date): string {
  return startOfIds(prefix, now) + randomBase62(16, randomBytes);
}

/** What all ids begin with that are made at this millisecond: those made before sort before it, those made later behind it. */
export function startOfIds(prefix: IdPrefix, at: Date): string {
  const time = Math.min(Math.max(at.getTime(), 0), LATEST);
  return `${prefix}_${toBase62(time, TIME_DIGITS)}`;
}
