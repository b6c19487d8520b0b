import { type AccessRequest, createKey, createToken, type OperationRule } from "@latchkey/enforcement";
import { received } from "@latchkey/enforcer/testing";
import { OPERATIONS } from "./catalogue.js";

const KEYS_AN_ACCOUNT = 100;

/** A made-up key. The same number always gives the same key, so that a million of them need not be stored. */
export interface BenchKey {
  id: string;
  account: { id: string; sid: string };
  key: string;
  token: string;
  tokenId: string;
  /** Every tenth key has three operations, among them the one that `requestOf` calls. Null: all APIs. */
  codes: string[] | null;
  /** Another tenth of the keys has two ranges. Null: any address. */
  cidrs: string[] | null;
}

export function keyOf(number: number): BenchKey {
  const random = randomBytes(number);
  const key = createKey(random);
  // As in real ids, the first characters grow with time and the others are random.
  const tail = `${String(number).padStart(8, "0")}${key.slice(-16)}`;
  return {
    id: `key_${tail}`,
    account: accountOf(number),
    key,
    token: createToken(random),
    tokenId: `tok_${tail}`,
    codes: number % 10 === 3 ? [0, 1, 2].map((step) => operationOf(number + step).code) : null,
    cidrs: number % 10 === 7 ? ["203.0.113.0/24", `2001:db8:${(number % 65_536).toString(16)}::/48`] : null,
  };
}

/** A request with this key, which is allowed. */
export function requestOf(number: number): AccessRequest {
  const { account, key, token } = keyOf(number);
  const { method, path } = operationOf(number);
  return {
    authorization: `Basic ${Buffer.from(`${key}:${token}`).toString("base64")}`,
    method,
    path: path.replace("{sid}", account.sid).replaceAll(/\{[^}]*\}/g, "5f2c9e"),
    clientAddress: `203.0.113.${number % 256}`,
  };
}

/** Requests with keys picked at random among the first `keys`, as an HTTP parser has just made them. */
export function requests(count: number, keys: number): AccessRequest[] {
  return Array.from({ length: count }, () => requestOf(Math.floor(Math.random() * keys))).map(received);
}

function accountOf(number: number): BenchKey["account"] {
  const account = String(Math.floor(number / KEYS_AN_ACCOUNT)).padStart(8, "0");
  return { id: `acc_${account}0123456789abcdef`, sid: `account-${account}` };
}

function operationOf(number: number): OperationRule {
  const operation = OPERATIONS[number % OPERATIONS.length];
  if (!operation) throw new Error("the catalogue has no operations");
  return operation;
}

/** Bytes that look random and depend on `seed` alone (mulberry32). */
function randomBytes(seed: number): (length: number) => Uint8Array {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) & 0xff;
    });
}
