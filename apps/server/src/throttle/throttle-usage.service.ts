import { In } from "typeorm";
import type { Context } from "../graphql/context.js";
import { bounded } from "../graphql/errors.js";
import { batched, groupBy } from "../graphql/loader.js";
import type { ThrottleLimit } from "./throttle-limit.js";
import { ThrottleLive, ThrottleMinute } from "./throttle-usage.entity.js";

const DAY_MINUTES = 24 * 60;

/** Calls admitted in the trailing window, over all gateways. */
export const usedOf = batched<ThrottleLimit, number>(async ({ installation }, limits) => {
  const rows = await installation.database.reader.manager.findBy(ThrottleLive, {
    accountId: In(limits.map((limit) => limit.accountId)),
  });
  const now = installation.clock.now();
  const groups = groupBy(rows, (row) => `${row.accountId} ${row.apiCode}`);
  return limits.map(({ accountId, api, windowSeconds }) =>
    (groups.get(`${accountId} ${api.code}`) ?? [])
      .filter((row) => row.at.getTime() > now - windowSeconds * 1_000)
      .reduce((used, row) => used + row.used, 0),
  );
});

/** Most calls admitted in one window of the last `days` days. @throws BAD_USER_INPUT when `days` is not from 1 to 90 */
export async function peakOf(context: Context, limit: ThrottleLimit, days: number): Promise<number> {
  return (await busyDays(context, { limit, days: bounded("days", days, 1, 90) })).peak;
}

/** Calls denied as THROTTLED in the last `days` days. @throws BAD_USER_INPUT when `days` is not from 1 to 90 */
export async function throttledOf(context: Context, limit: ThrottleLimit, days: number): Promise<number> {
  return (await busyDays(context, { limit, days: bounded("days", days, 1, 90) })).throttled;
}

interface Busy {
  peak: number;
  throttled: number;
}

/** What gateways saw in the same minute is added up before the highest minute is taken. */
const busyDays = batched<{ limit: ThrottleLimit; days: number }, Busy>(async ({ installation }, asked) => {
  const found = new Map<string, Busy>();
  const thisMinute = Math.floor(installation.clock.now() / 60_000);
  for (const [days, group] of groupBy(asked, (each) => each.days)) {
    const accounts = [...new Set(group.map(({ limit }) => limit.accountId))];
    const rows = await installation.database.reader.manager
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
            .addSelect("SUM(minute.peak)", "peak")
            .addSelect("SUM(minute.throttled)", "throttled")
            .from(ThrottleMinute, "minute")
            .where("minute.accountId IN (:...accounts)", { accounts })
            .andWhere("minute.minute > :since", { since: thisMinute - days * DAY_MINUTES })
            .groupBy("minute.accountId")
            .addGroupBy("minute.apiCode")
            .addGroupBy("minute.minute"),
        "one",
      )
      .groupBy("one.accountId")
      .addGroupBy("one.apiCode")
      .getRawMany<{ accountId: string; apiCode: string; peak: string; throttled: string }>();
    for (const { accountId, apiCode, peak, throttled } of rows)
      found.set(`${accountId} ${apiCode} ${days}`, { peak: Number(peak), throttled: Number(throttled) });
  }
  return asked.map(
    ({ limit, days }) =>
      found.get(`${limit.accountId} ${limit.api.code} ${days}`) ?? { peak: 0, throttled: 0 },
  );
});
