import { type EntityManager, In } from "typeorm";
import type { Context } from "../graphql/context.js";
import { batched, groupBy } from "../graphql/loader.js";
import { ApiKey } from "../keys/api-key.entity.js";
import type { AccountUsage, AccountUsageArgs } from "./account-usage.js";
import type { OperationUsage } from "./key-usage.js";
import { type Span, spanOf } from "./period.js";
import {
  apisOfOperations,
  perApi,
  perOperation,
  SUM_ALLOWED,
  SUM_DENIED,
  sumsOf,
  sumsOfKeys,
  totalOf,
} from "./sums.js";
import { UsageMinute } from "./usage-minute.entity.js";

/**
 * Calls with all keys of an account in a span of time, deleted keys too.
 * @throws BAD_USER_INPUT as `spanOf`
 */
export async function usageOfAccount(
  context: Context,
  accountId: string,
  { from, to }: AccountUsageArgs,
): Promise<AccountUsage> {
  return usageIn(context, { accountId, span: spanOf(from, to ?? null, context.installation.clock.now()) });
}

interface Asked {
  accountId: string;
  span: Span;
}

const nameOf = ({ since, until }: Span) => `${since} ${until}`;

const usageIn = batched<Asked, AccountUsage>(
  async ({ installation }, asked) => {
    const { manager } = installation.database.reader;
    const apiOf = await apisOfOperations(manager);
    const found = new Map<string, Map<string, OperationUsage[]>>();
    for (const [name, span] of new Map(asked.map(({ span }) => [nameOf(span), span]))) {
      const group = asked.filter((each) => nameOf(each.span) === name);
      const accountIds = group.map(({ accountId }) => accountId);
      found.set(name, await callsByAccount(manager, accountIds, span));
    }
    return asked.map(({ accountId, span }) => {
      const calls = found.get(nameOf(span))?.get(accountId) ?? [];
      return { ...totalOf(calls), byApi: perApi(calls, apiOf), byOperation: perOperation(calls) };
    });
  },
  ({ accountId, span }) => `${accountId} ${nameOf(span)}`,
);

/** Calls of each account with its keys, per operation; "" is none. Keys of several accounts share a query. */
async function callsByAccount(
  manager: EntityManager,
  accountIds: readonly string[],
  span: Span,
): Promise<Map<string, OperationUsage[]>> {
  const keys = await manager.find(ApiKey, {
    select: { id: true, accountId: true },
    where: { accountId: In([...accountIds]) },
  });
  const accountOf = new Map(keys.map(({ id, accountId }) => [id, accountId]));
  const rows = await sumsOfKeys(
    keys.map(({ id }) => id),
    (apiKeyId) =>
      manager
        .createQueryBuilder(UsageMinute, "minute")
        .select("minute.apiKeyId", "apiKeyId")
        .addSelect("minute.operation", "operation")
        .addSelect(SUM_ALLOWED, "allowed")
        .addSelect(SUM_DENIED, "denied")
        .where({ apiKeyId })
        .andWhere("minute.minute >= :since AND minute.minute < :until", span)
        .groupBy("minute.apiKeyId")
        .addGroupBy("minute.operation")
        .getRawMany<Raw>(),
  );
  const calls = rows.map((row) => ({
    accountId: accountOf.get(row.apiKeyId) ?? "",
    operation: row.operation,
    ...sumsOf(row),
  }));
  return groupBy(calls, ({ accountId }) => accountId);
}

type Raw = Record<"apiKeyId" | "operation" | "allowed" | "denied", string>;
