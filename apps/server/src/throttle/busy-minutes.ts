import type { EntityManager, SelectQueryBuilder } from "typeorm";
import type { ThrottleLimit } from "./throttle-limit.js";
import { ThrottleMinute } from "./throttle-usage.entity.js";

/** Whose minutes, of which Apis (codes), since which epoch minute, that one included. */
export interface BusyMinutes {
  accounts: readonly string[];
  /** At least all that are asked about. With them the primary key leads to these minutes alone, without them through all of the account's. */
  apis: readonly string[];
  since: number;
}

/** Of these limits. */
export function accountsAndApis(limits: readonly ThrottleLimit[]): Pick<BusyMinutes, "accounts" | "apis"> {
  return {
    accounts: [...new Set(limits.map(({ accountId }) => accountId))],
    apis: [...new Set(limits.map(({ api }) => api.code))],
  };
}

/**
 * The highest `peak` and all `throttled` of each account and Api, as text from MySQL's driver. What gateways saw in the same minute is
 * added up first, as `one`.
 */
export function busyMinutes(
  manager: EntityManager,
  { accounts, apis, since }: BusyMinutes,
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
          .andWhere("minute.apiCode IN (:...apis)", { apis })
          .andWhere("minute.minute >= :since", { since })
          .groupBy("minute.accountId")
          .addGroupBy("minute.apiCode")
          .addGroupBy("minute.minute"),
      "one",
    )
    .groupBy("one.accountId")
    .addGroupBy("one.apiCode");
}
