import type { EntityManager, SelectQueryBuilder } from "typeorm";
import { ThrottleMinute } from "./throttle-usage.entity.js";

/**
 * The highest `peak` and all `throttled` of each account and Api since an epoch minute, that one included, as text from MySQL's driver. What
 * gateways saw in the same minute is added up first, as `one`.
 */
export function busyMinutes(
  manager: EntityManager,
  accounts: readonly string[],
  since: number,
  // biome-ignore lint/suspicious/noExplicitAny: TypeORM's own type of a query that is about no entity
): SelectQueryBuilder<any> {
  return manager
    .createQueryBuilder()
    .select("one.accountId", "accountId")
    .addSelect("one.apiCode", "apiCode")
    .addSelect("MAX(one.peak)", "peak")
    .addSelect("SUM(one.throttled)", "throttled")
    .from(
      (minutes) =>
        minutes
          .select("minute.accountId", "accountId")
          .addSelect("minute.apiCode", "apiCode")
          .addSelect("minute.minute", "minute")
          .addSelect("SUM(minute.peak)", "peak")
          .addSelect("SUM(minute.throttled)", "throttled")
          .from(ThrottleMinute, "minute")
          .where("minute.accountId IN (:...accounts)", { accounts })
          .andWhere("minute.minute >= :since", { since })
          .groupBy("minute.accountId")
          .addGroupBy("minute.apiCode")
          .addGroupBy("minute.minute"),
      "one",
    )
    .groupBy("one.accountId")
    .addGroupBy("one.apiCode");
}
