import type { EntityManager } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { inWords } from "../mail/letter.js";
import type { LastUse } from "../usage/last-use.entity.js";
import type { ApiKey } from "./api-key.entity.js";

export function accountOf(manager: EntityManager, { accountId: id }: ApiKey): Promise<Account> {
  return manager.findOneByOrFail(Account, { id });
}

/** "Key "Billing" (lk_…) of account Alpha (alpha)". */
export function nameOf({ name, key }: ApiKey, account: Account): string {
  return `Key "${name}" (${key}) of account ${account.name} (${account.sid})`;
}

/** @param what how the sentence begins */
export function usedLast(
  what: string,
  { at, address, operation }: Omit<LastUse, "tokenId" | "apiKeyId">,
): string {
  const called = operation === null ? "" : `, for ${operation}`;
  return `${what} was last used on ${inWords(at)}, from ${address ?? "an unknown address"}${called}.`;
}
