import { randomBytes, randomInt } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = ALPHABET.charAt(Number(rest % 62n)) + text;
  return text;
}

/** Random base62 digits, all equally likely. */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
}

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

/**
 * A new id: the prefix, `_`, 8 base62 characters of the time in milliseconds and 16 random ones (95 bits).
 * Ids sort by the time of their making where text compares by its bytes.
 */
export function newId(prefix: IdPrefix, now: Date, random: (size: number) => Buffer = randomBytes): string {
  const tail = BigInt(`0x${random(16).toString("hex")}`) % 62n ** 16n;
  return `${startOfIds(prefix, now)}${base62(tail, 16)}`;
}

/** What all ids begin with that are made at this millisecond: those made before sort before it, those made later behind it. */
export function startOfIds(prefix: IdPrefix, at: Date): string {
  return `${prefix}_${base62(BigInt(at.getTime()), 8)}`;
}
