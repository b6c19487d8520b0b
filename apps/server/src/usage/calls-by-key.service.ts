import { In } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import { countOf } from "../database/columns.js";
import type { Context } from "../graphql/context.js";
import { bounded } from "../graphql/errors.js";
import { ApiKey } from "../keys/api-key.entity.js";
import type { KeyCalls } from "./calls-by-key.js";
import { lastHours } from "./period.js";
import { UsageMinute } from "./usage-minute.entity.js";

const MOST_HOURS = 24;
const MOST_KEYS = 100;

/**
 * With which living keys an account calls an Api, the one with the most calls first, at most 100; none for an Api that nobody called.
 * @throws BAD_USER_INPUT when `hours` is not from 1 to 24
 */
export async function callsByKey(
  { installation }: Context,
  account: Account,
  api: string,
  hours: number,
): Promise<KeyCalls[]> {
  bounded("hours", hours, 1, MOST_HOURS);
  const { manager } = installation.database.reader;
  const operations = await manager.find(Operation, { select: { code: true }, where: { apiCode: api } });
  if (operations.length === 0) return [];
  const rows = await manager
    .createQueryBuilder(UsageMinute, "minute")
    .innerJoin(ApiKey, "apiKey", "apiKey.id = minute.apiKeyId")
    .select("minute.apiKeyId", "id")
    .addSelect("SUM(CASE WHEN minute.outcome = 'ALLOWED' THEN minute.calls ELSE 0 END)", "allowed")
    .addSelect("SUM(CASE WHEN minute.outcome = 'ALLOWED' THEN 0 ELSE minute.calls END)", "throttled")
    .where("apiKey.accountId = :accountId AND apiKey.deletedAt IS NULL", { accountId: account.id })
    .andWhere("minute.minute >= :since", { since: lastHours(hours, installation.clock.now()) })
    .andWhere({ operation: In(operations.map(({ code }) => code)), outcome: In(["ALLOWED", "THROTTLED"]) })
    .groupBy("minute.apiKeyId")
    .orderBy("SUM(minute.calls)", "DESC")
    .addOrderBy("minute.apiKeyId")
    .limit(MOST_KEYS)
    .getRawMany<{ id: string; allowed: string; throttled: string }>();
  const keys = await manager.findBy(ApiKey, { id: In(rows.map(({ id }) => id)) });
  const byId = new Map(keys.map((key) => [key.id, key]));
  return rows.flatMap(({ id, allowed, throttled }) => {
    const apiKey = byId.get(id);
    return apiKey ? [{ apiKey, allowed: countOf(allowed), throttled: countOf(throttled) }] : [];
  });
}
