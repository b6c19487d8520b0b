import { randomBytes } from "node:crypto";
import { createKey, createToken } from "@latchkey/enforcement";
import { IsNull } from "typeorm";
import { AllowlistEntry } from "../allowlist/allowlist-entry.entity.js";
import { allowlistInWords } from "../allowlist/allowlist-in-words.js";
import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { insertAll } from "../database/insert-all.js";
import { refuse, UserErrorCode } from "../graphql/user-error.js";
import { Permission } from "../permissions/permission.entity.js";
import { permissionsInWords } from "../permissions/permissions-in-words.js";
import { AccessScope, AddressScope, ApiKey, Environment } from "./api-key.entity.js";
import { takeName } from "./key-name.js";
import { activeToken, type StoredToken, storedToken } from "./new-token.js";
import { Token } from "./token.entity.js";

/** Living keys of an account. */
export const MOST_KEYS = 20_000;

/** All that is to be decided about a new key. */
export type NewKey = Pick<
  ApiKey,
  | "id"
  | "accountId"
  | "name"
  | "note"
  | "environment"
  | "labels"
  | "isDefault"
  | "createdById"
  | "holderId"
  | "expiresAt"
  | "accessScope"
  | "addressScope"
> & { codes: string[]; entries: Omit<AllowlistEntry, "apiKeyId">[] };

/** A key that nobody has restricted yet, as the installation itself makes it: it may call all APIs, from any address, without an end. */
export function unrestricted(now: Date, accountId: string, name: string, isDefault = false): NewKey {
  return {
    id: newId("key", now),
    accountId,
    name,
    note: null,
    environment: Environment.PRODUCTION,
    labels: [],
    isDefault,
    createdById: null,
    holderId: null,
    expiresAt: null,
    accessScope: AccessScope.ALL_APIS,
    addressScope: AddressScope.ANY_ADDRESS,
    codes: [],
    entries: [],
  };
}

/** "It may call all APIs; it may be used from any address." */
export function rulesInWords({ accessScope, codes, addressScope, entries }: NewKey): string {
  return `It may call ${permissionsInWords(accessScope, codes)}; it may be used from ${allowlistInWords(addressScope, entries)}.`;
}

/** The two texts of a pair. */
export interface PairTexts {
  key: string;
  token: string;
}

export const newPairTexts = (): PairTexts => ({
  key: createKey(randomBytes),
  token: createToken(randomBytes),
});

/**
 * `insertKey` with a pair's texts. `texts`: left out, they are made here.
 * @returns the key, and the token's text, which is nowhere else
 */
export async function insertPair(
  change: Change,
  wanted: NewKey,
  { key, token } = newPairTexts(),
): Promise<{ key: ApiKey; token: string }> {
  return { key: await insertKey(change, wanted, key, storedToken(token)), token };
}

/**
 * Makes a key with its first token, inside a change. The caller holds the account's row, so that several at once don't make one too many,
 * and writes the audit event.
 * @param text the public key
 * @throws Refusal LIMIT_REACHED when the account has as many as it may have, TAKEN when another living key of the account has the name
 */
export async function insertKey(
  change: Change,
  { codes, entries, ...fields }: NewKey,
  text: string,
  token: StoredToken,
): Promise<ApiKey> {
  const { manager, now } = change;
  const { accountId } = fields;
  if ((await manager.countBy(ApiKey, { accountId, deletedAt: IsNull() })) >= MOST_KEYS)
    refuse(UserErrorCode.LIMIT_REACHED, `An account may have at most ${MOST_KEYS} keys.`);
  const key: ApiKey = {
    ...fields,
    key: text,
    liveName: fields.name,
    disabled: false,
    createdAt: now,
    version: 1,
    deletedAt: null,
    revision: 0,
  };
  await takeName(manager, key, () => manager.insert(ApiKey, key));
  await manager.insert(Token, activeToken(key.id, now, token));
  const permissions = codes.map((code) => ({ apiKeyId: key.id, code }));
  await insertAll(manager, Permission, permissions);
  const allowlist = entries.map((entry) => ({ apiKeyId: key.id, ...entry }));
  await insertAll(manager, AllowlistEntry, allowlist);
  change.touch(ApiKey, key.id);
  return await manager.findOneByOrFail(ApiKey, { id: key.id });
}
