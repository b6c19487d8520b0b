import type { Counted } from "../rules.js";

const numbers = new Map<string, number>();

/** An account whose requests are counted; the same one for the same id. */
export function counted(accountId: string): Counted {
  const accountNumber = numbers.get(accountId) ?? numbers.size;
  numbers.set(accountId, accountNumber);
  return { accountId, accountNumber };
}
