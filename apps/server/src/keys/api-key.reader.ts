import { Brackets, type EntityManager, IsNull } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { contains, searchable } from "../graphql/search.js";
import { ApiKey, ApiKeyStatus } from "./api-key.entity.js";

/** What stands between labels where they are stored. */
const BETWEEN_LABELS = [",", "[", "]"];

/** How a page of keys is chosen. Left out or null: all of them. */
export interface KeyFilter {
  first: number;
  after: string | null | undefined;
  search: string | null | undefined;
  status: readonly ApiKeyStatus[] | null | undefined;
}

/** A living key of the account; null for any other id. */
export function findKey({ installation }: Context, account: Account, id: string): Promise<ApiKey | null> {
  return livingKey(installation.database.reader.manager, { id, accountId: account.id });
}

export function livingKey(
  manager: EntityManager,
  where: { id: string; accountId?: string },
): Promise<ApiKey | null> {
  return manager.findOneBy(ApiKey, { ...where, deletedAt: IsNull() });
}

/** What a key is now: a disabled one is that, expired or not. */
export function statusOf(key: ApiKey, now: number): ApiKeyStatus {
  if (key.disabled) return ApiKeyStatus.DISABLED;
  return key.expiresAt !== null && key.expiresAt.getTime() <= now
    ? ApiKeyStatus.EXPIRED
    : ApiKeyStatus.ACTIVE;
}

/** A page of the account's living keys. @throws BAD_USER_INPUT when the filter is out of bounds */
export async function listKeys(
  { installation }: Context,
  account: Account,
  { first, after, search, status }: KeyFilter,
): Promise<Page<ApiKey>> {
  const keys = installation.database.reader.manager
    .createQueryBuilder(ApiKey, "apiKey")
    .where({ accountId: account.id, deletedAt: IsNull() });
  if (search) keys.andWhere(matching(search));
  if (status != null) keys.andWhere(beingOneOf(status, installation.clock.now()));
  return paginate(keys, "apiKey", first, after);
}

/** Part of name, note, key or a label. */
function matching(search: string): Brackets {
  const part = searchable(search);
  return new Brackets((any) => {
    const columns = ["name", "note", "key"];
    for (const column of columns) contains(any, `apiKey.${column}`, "text", part);
    if (!BETWEEN_LABELS.includes(part))
      contains(any, "apiKey.labels", "label", JSON.stringify(part).slice(1, -1));
  });
}

function beingOneOf(status: readonly ApiKeyStatus[], now: number): Brackets {
  return new Brackets((any) => {
    any.where("1 = 0");
    if (status.includes(ApiKeyStatus.DISABLED)) any.orWhere("apiKey.disabled = 1");
    if (status.includes(ApiKeyStatus.EXPIRED))
      any.orWhere("apiKey.disabled = 0 AND apiKey.expiresAt <= :now", { now });
    if (status.includes(ApiKeyStatus.ACTIVE))
      any.orWhere("apiKey.disabled = 0 AND (apiKey.expiresAt IS NULL OR apiKey.expiresAt > :now)", { now });
  });
}
