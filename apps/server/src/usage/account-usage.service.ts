import { type EntityManager, In } from "typeorm";
import type { Context } from "../graphql/context.js";
import { batched, inGroups, rowsByKey } from "../graphql/loader.js";
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
  return usageIn(context, { accountId, ...spanOf(from, to ?? null, context.installation.clock.now()) });
}

interface Asked extends Span {
  accountId: string;
}

const usageIn = batched<Asked, AccountUsage>(
  async ({ installation }, asked) => {
    const { manager } = installation.database.reader;
    const apiOf = await apisOfOperations(manager);
    return inGroups(asked, "since", (since, sameStart) =>
      inGroups(sameStart, "until", async (until, group) => {
        const ids = group.map(({ accountId }) => accountId);
        const calls = await callsOf(manager, ids, { since, until });
        return rowsByKey(ids, calls, ({ accountId }) => accountId).map((ofAccount) => ({
          ...totalOf(ofAccount),
          byApi: perApi(ofAccount, apiOf),
          byOperation: perOperation(ofAccount),
        }));
      }),
    );
  },
  ({ accountId, since, until }) => `${accountId} ${since} ${until}`,
);

interface AccountCalls extends OperationUsage {
  accountId: string;
}

/** Calls with the keys of each account, per operation; "" is none. Keys of several accounts share a query. */
async function callsOf(
  manager: EntityManager,
  accountIds: readonly string[],
  span: Span,
): Promise<AccountCalls[]> {
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
  return rows.map(({ apiKeyId, operation, ...sums }) => ({
    accountId: accountOf.get(apiKeyId) ?? "",
    operation,
    ...sumsOf(sums),
  }));
}

type Raw = Record<"apiKeyId" | "operation" | "allowed" | "denied", string>;
