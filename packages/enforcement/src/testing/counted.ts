import type { Counted } from "../rules.js";

const numbers = new Map<string, number>();

/** An account to count requests of; the same for the same id. */
export function counted(accountId: string): Counted {
  const accountNumber = numbers.get(accountId) ?? numbers.size;
  numbers.set(accountId, accountNumber);
  return { accountId, accountNumber };
}
