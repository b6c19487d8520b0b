import {
  ACCESS_CONTROL_API,
  ACCESS_CONTROL_READ,
  ACCESS_CONTROL_WRITE,
  findTokenHint,
} from "@latchkey/enforcement";
import { Brackets, type EntityManager, IsNull, type SelectQueryBuilder } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { Member } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { DAY } from "../durations.js";
import { type Listing, type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { bounded } from "../graphql/errors.js";
import { searchable, searcher } from "../graphql/search.js";
import { User } from "../identity/user.entity.js";
import { keepShown } from "../identity/user.service.js";
import { Permission } from "../permissions/permission.entity.js";
import { LastUse } from "../usage/last-use.entity.js";
import type { ApiKeysArgs } from "./api-key.args.js";
import { ApiKey, ApiKeyOrder, ApiKeyStatus } from "./api-key.entity.js";
import { Token } from "./token.entity.js";

/** What stands between labels where they are stored. */
const BETWEEN_LABELS = [",", "[", "]"];
const ACCESS_CONTROL = [ACCESS_CONTROL_API.code, ACCESS_CONTROL_READ, ACCESS_CONTROL_WRITE];
const MOST_IDLE_DAYS = 3_650;

/** After every end that a key can have. */
const NO_END = 9e15;

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
  context: Context,
  account: Account,
  filter: ApiKeysArgs,
): Promise<Page<ApiKey>> {
  const { search, name, status, access, addresses, idleDays, gracePeriodOpen, automation, knownTo } = filter;
  const { installation } = context;
  const now = installation.clock.now();
  const whole = { accountId: account.id };
  const keys = installation.database.reader.manager
    .createQueryBuilder(ApiKey, "apiKey")
    .where({ ...whole, deletedAt: IsNull() });
  if (search) keys.andWhere(matching(context, search, keys, account));
  if (name != null) keys.andWhere({ liveName: name });
  if (status != null) keys.andWhere(beingOneOf(status, now));
  if (access != null) keys.andWhere({ accessScope: access });
  if (addresses != null) keys.andWhere({ addressScope: addresses });
  if (idleDays != null) keepIdle(keys, now - bounded("idleDays", idleDays, 1, MOST_IDLE_DAYS) * DAY);
  if (gracePeriodOpen != null) keepByGracePeriod(keys, gracePeriodOpen, now);
  if (automation != null) keepByAutomation(keys, automation);
  if (knownTo != null) keepKnownTo(keys, account, knownTo);
  return paginate(keys, filter, { ...sorted(keys, filter.order ?? ApiKeyOrder.NEWEST), whole });
}

function sorted(keys: SelectQueryBuilder<ApiKey>, order: ApiKeyOrder): Pick<Listing, "order" | "sorting"> {
  // What somebody else has written there is a number, too.
  const byMoment = (value: string) => ({
    sorting: { name: order, value: `CAST(${value} AS SIGNED)`, isNumber: true },
  });
  switch (order) {
    case ApiKeyOrder.NEWEST:
      return {};
    case ApiKeyOrder.OLDEST:
      return { order: "oldest" };
    case ApiKeyOrder.NAME:
      return { sorting: { name: order, value: "LOWER(apiKey.liveName)", isNumber: false } };
    case ApiKeyOrder.IDLE_LONGEST: {
      const used = keys
        .subQuery()
        .select("MAX(last.at)")
        .from(LastUse, "last")
        .where("last.apiKeyId = apiKey.id");
      return byMoment(`COALESCE(${used.getQuery()}, apiKey.createdAt)`);
    }
    case ApiKeyOrder.ENDS_FIRST:
      return byMoment(`COALESCE(apiKey.expiresAt, ${NO_END})`);
  }
}

/** Keys that have this text in their name, note, public key, a label, or their holder's name or e-mail; or a working token that begins so. */
function matching(
  context: Context,
  search: string,
  keys: SelectQueryBuilder<ApiKey>,
  account: Account,
): Brackets {
  const part = searchable(search);
  const contains = searcher(keys);
  return new Brackets((any) => {
    const columns = ["name", "note", "key"];
    for (const column of columns) contains(any, `apiKey.${column}`, "text", part);
    if (!BETWEEN_LABELS.includes(part))
      contains(any, "apiKey.labels", "label", JSON.stringify(part).slice(1, -1));
    // Of members alone, without staff: others' names are not for everybody.
    const holders = keys
      .subQuery()
      .select("member.userId")
      .from(Member, "member")
      .innerJoin(User, "holder", "holder.id = member.userId")
      .where("member.accountId = :holdersOf")
      .andWhere(
        new Brackets((either) => {
          for (const column of ["name", "email"]) contains(either, `holder.${column}`, "text", part);
        }),
      );
    keepShown(context, holders, "holder.id");
    any.orWhere(`apiKey.holderId IN ${holders.getQuery()}`, { holdersOf: account.id });
    const hint = findTokenHint(part);
    if (hint !== null) {
      const living = keys
        .subQuery()
        .select("1")
        .from(Token, "found")
        .where("found.apiKeyId = apiKey.id AND found.hint = :hint AND found.deletedAt IS NULL")
        .andWhere("(found.retiresAt IS NULL OR found.retiresAt > :livingAt)");
      any.orWhere(`EXISTS ${living.getQuery()}`, { hint, livingAt: context.installation.clock.now() });
    }
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

/** Keeps the keys that were neither made nor used after this moment. */
function keepIdle(keys: SelectQueryBuilder<ApiKey>, since: number): void {
  const used = keys
    .subQuery()
    .select("1")
    .from(LastUse, "last")
    .where("last.apiKeyId = apiKey.id AND last.at > :since");
  keys.andWhere(`apiKey.createdAt <= :since AND NOT EXISTS ${used.getQuery()}`, { since });
}

/** Keeps the keys of which an old token still works, or the others. */
function keepByGracePeriod(keys: SelectQueryBuilder<ApiKey>, open: boolean, now: number): void {
  const retiring = keys
    .subQuery()
    .select("1")
    .from(Token, "old")
    .where("old.apiKeyId = apiKey.id AND old.deletedAt IS NULL AND old.retiresAt > :at");
  keys.andWhere(`${open ? "" : "NOT "}EXISTS ${retiring.getQuery()}`, { at: now });
}

/** Keeps the keys that may ask the management API, or the others. */
function keepByAutomation(keys: SelectQueryBuilder<ApiKey>, may: boolean): void {
  const granted = keys
    .subQuery()
    .select("1")
    .from(Permission, "granted")
    .where("granted.apiKeyId = apiKey.id AND granted.code IN (:...accessControl)");
  keys.andWhere(`${may ? "" : "NOT "}EXISTS ${granted.getQuery()}`, { accessControl: ACCESS_CONTROL });
}

/** Keeps the keys whose token this person may know. Who has regenerated one stands in the audit alone. */
function keepKnownTo(keys: SelectQueryBuilder<ApiKey>, account: Account, person: string): void {
  const regenerated = keys
    .subQuery()
    .select("event.subjectId")
    .from(AuditEvent, "event")
    .where(
      "event.accountId = :auditOf AND event.actorUserId = :person AND event.action = 'token.regenerated'",
    );
  keys.andWhere(
    `(apiKey.createdById = :person OR apiKey.holderId = :person OR apiKey.id IN ${regenerated.getQuery()})`,
    { person, auditOf: account.id },
  );
}
