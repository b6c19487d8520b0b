import { In, IsNull } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { Operation } from "../catalogue/operation.entity.js";
import type { Context } from "../graphql/context.js";
import { bounded } from "../graphql/errors.js";
import { ApiKey } from "../keys/api-key.entity.js";
import type { KeyCalls } from "./calls-by-key.js";
import { lastHours } from "./period.js";
import { SUM_ALLOWED, SUM_DENIED, sumsOf, sumsOfKeys } from "./sums.js";
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
  const living = await manager.find(ApiKey, {
    select: { id: true },
    where: { accountId: account.id, deletedAt: IsNull() },
  });
  const rows = await sumsOfKeys(
    living.map(({ id }) => id),
    (apiKeyId) =>
      manager
        .createQueryBuilder(UsageMinute, "minute")
        .select("minute.apiKeyId", "id")
        .addSelect(SUM_ALLOWED, "allowed")
        .addSelect(SUM_DENIED, "denied")
        .where({ apiKeyId })
        .andWhere("minute.minute >= :since", { since: lastHours(hours, installation.clock.now()) })
        .andWhere({
          operation: In(operations.map(({ code }) => code)),
          outcome: In(["ALLOWED", "THROTTLED"]),
        })
        .groupBy("minute.apiKeyId")
        .getRawMany<{ id: string; allowed: string; denied: string }>(),
  );
  const most = rows
    .map(({ id, ...row }) => ({ id, ...sumsOf(row) }))
    .sort((a, b) => b.allowed + b.denied - a.allowed - a.denied)
    .slice(0, MOST_KEYS);
  const keys = await manager.findBy(ApiKey, { id: In(most.map(({ id }) => id)) });
  const byId = new Map(keys.map((key) => [key.id, key]));
  return most.flatMap(({ id, allowed, denied }) => {
    const apiKey = byId.get(id);
    return apiKey ? [{ apiKey, allowed, throttled: denied }] : [];
  });
}
