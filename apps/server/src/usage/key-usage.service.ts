import { In, type SelectQueryBuilder } from "typeorm";
import type { Context } from "../graphql/context.js";
import { batched, inGroups, rowsByKey } from "../graphql/loader.js";
import type { AddressUsage, ApiUsage, KeyUsage, UsagePoint } from "./key-usage.js";
import { lastDays, pointsIn } from "./period.js";
import {
  addressUsageOf,
  apisOfOperations,
  MOST_ADDRESSES,
  perApi,
  type RawAddress,
  SUM_ALLOWED,
  SUM_DENIED,
  type Sums,
  sumsOf,
  totalOf,
} from "./sums.js";
import { UsageMinute } from "./usage-minute.entity.js";

/** Raw rows of sums: MySQL's driver hands out sums as text. */
type Raw<T extends string> = { apiKeyId: string } & Record<T, string>;

/** One query for each number of days, whatever the number of keys. */
function perKey<R extends Raw<string>>(
  { installation }: Context,
  usages: readonly KeyUsage[],
  select: (minutes: SelectQueryBuilder<UsageMinute>, days: number) => SelectQueryBuilder<UsageMinute>,
): Promise<R[][]> {
  return inGroups(usages, "days", async (days, group) => {
    const ids = group.map(({ apiKeyId }) => apiKeyId);
    const minutes = installation.database.reader.manager
      .createQueryBuilder(UsageMinute, "minute")
      .select("minute.apiKeyId", "apiKeyId")
      .where({ apiKeyId: In(ids) })
      .andWhere("minute.minute >= :since", { since: lastDays(days, installation.clock.now()).since })
      .groupBy("minute.apiKeyId");
    return rowsByKey(ids, await select(minutes, days).getRawMany<R>(), (row) => row.apiKeyId);
  });
}

/** Calls over time, without gaps: an hour or day without a call is a point of zeros. */
export const pointsOf = batched<KeyUsage, UsagePoint[]>(async (context, usages) => {
  const now = context.installation.clock.now();
  const rows = await perKey<Raw<"at" | "allowed" | "denied">>(context, usages, (minutes, days) => {
    const start = `minute.minute - minute.minute % ${lastDays(days, now).step}`;
    return minutes
      .addSelect(start, "at")
      .addSelect(SUM_ALLOWED, "allowed")
      .addSelect(SUM_DENIED, "denied")
      .addGroupBy(start);
  });
  return usages.map(({ days }, index) =>
    pointsIn(lastDays(days, now), rows[index] ?? [], (at, row) => ({ at, ...sumsOf(row) })),
  );
}, nameOf);

/** Calls per Api, the most called first; calls that matched no operation belong to none. */
export const byApiOf = batched<KeyUsage, ApiUsage[]>(async (context, usages) => {
  const apiOf = await apisOfOperations(context.installation.database.reader.manager);
  const rows = await perKey<Raw<"operation" | "allowed" | "denied">>(context, usages, (minutes) =>
    minutes
      .addSelect("minute.operation", "operation")
      .addSelect(SUM_ALLOWED, "allowed")
      .addSelect(SUM_DENIED, "denied")
      .addGroupBy("minute.operation"),
  );
  return rows.map((ofKey) =>
    perApi(
      ofKey.map((row) => ({ operation: row.operation, ...sumsOf(row) })),
      apiOf,
    ),
  );
}, nameOf);

/** Callers, the busiest first, at most 100. */
export const byAddressOf = batched<KeyUsage, AddressUsage[]>(async (context, usages) => {
  const rows = await perKey<Raw<keyof RawAddress>>(context, usages, (minutes) =>
    minutes
      .addSelect("minute.address", "address")
      .addSelect("SUM(minute.calls)", "calls")
      .addSelect("MAX(minute.lastAt)", "lastAt")
      .andWhere("minute.address <> ''")
      .addGroupBy("minute.address"),
  );
  return rows.map((ofKey) =>
    ofKey
      .map(addressUsageOf)
      .sort((a, b) => b.calls - a.calls)
      .slice(0, MOST_ADDRESSES),
  );
}, nameOf);

/** All calls of the period. */
export async function totalOfKey(context: Context, usage: KeyUsage): Promise<Sums> {
  return totalOf(await pointsOf(context, usage));
}

function nameOf({ apiKeyId, days }: KeyUsage): string {
  return `${apiKeyId} ${days}`;
}
