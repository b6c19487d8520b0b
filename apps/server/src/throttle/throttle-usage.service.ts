import { type EntityManager, In } from "typeorm";
import { countOf } from "../database/columns.js";
import { withNow } from "../database/with-now.js";
import type { Context } from "../graphql/context.js";
import { bounded } from "../graphql/errors.js";
import { batched, groupBy, inGroups } from "../graphql/loader.js";
import { DAY_MINUTES, minuteOf } from "../usage/period.js";
import { accountsAndApis, type BusyMinutes, busyMinutes } from "./busy-minutes.js";
import { limitName, nameOfLimit, type ThrottleLimit } from "./throttle-limit.js";
import { ThrottleLive } from "./throttle-usage.entity.js";

/** Milliseconds. A gateway that has not told for so long has ended, or can't write. */
const SILENT = 5_000;

/**
 * How much of what a gateway has told is in the window still. One that has ended, for a restart say, tells no more: what it had admitted is
 * taken to leave the window as evenly as it came.
 */
function inWindow({ used, at }: ThrottleLive, window: number, databaseNow: number): number {
  const silent = databaseNow - at.getTime();
  if (silent >= window) return 0;
  return silent < SILENT ? used : Math.ceil(used * (1 - silent / window));
}

/** Calls admitted in the trailing window, over all gateways. */
export const usedOf = batched<ThrottleLimit, number>(async ({ installation }, limits) => {
  const accountId = In(limits.map((limit) => limit.accountId));
  const { manager } = installation.database.reader;
  const { rows, databaseNow } = await withNow(
    manager.createQueryBuilder(ThrottleLive, "live").where({ accountId }),
  );
  const groups = groupBy(rows, limitName);
  return limits.map((limit) =>
    (groups.get(nameOfLimit(limit)) ?? []).reduce(
      (used, row) => used + inWindow(row, limit.windowSeconds * 1_000, databaseNow),
      0,
    ),
  );
}, nameOfLimit);

/** Most calls admitted in one window of the last `days` days. @throws BAD_USER_INPUT when `days` is not from 1 to 90 */
export async function peakOf(context: Context, limit: ThrottleLimit, days: number): Promise<number> {
  return (await busyDays(context, { limit, days: bounded("days", days, 1, 90) })).peak;
}

/** Calls denied as THROTTLED in the last `days` days. @throws BAD_USER_INPUT when `days` is not from 1 to 90 */
export async function throttledOf(context: Context, limit: ThrottleLimit, days: number): Promise<number> {
  return (await busyDays(context, { limit, days: bounded("days", days, 1, 90) })).throttled;
}

/** How busy an account was on an Api. */
interface Busy {
  /** Most calls admitted in one window. */
  peak: number;
  /** Calls denied as THROTTLED. */
  throttled: number;
}

const IDLE: Busy = { peak: 0, throttled: 0 };

interface Asked {
  limit: ThrottleLimit;
  days: number;
}

const nameOfAsked = ({ limit, days }: Asked) => `${nameOfLimit(limit)} ${days}`;

const busyDays = batched<Asked, Busy>(({ installation: { database, clock } }, asked) => {
  return inGroups(asked, "days", async (days, group) => {
    const limits = accountsAndApis(group.map(({ limit }) => limit));
    const busy = await busyIn(database.reader.manager, { ...limits, days, now: clock.now() });
    return group.map(({ limit }) => busy(limit.accountId, limit.api.code));
  });
}, nameOfAsked);

/**
 * How busy accounts were in the last `days` days, over all gateways: what they saw in the same minute is added up before the highest
 * minute is taken.
 */
export async function busyIn(
  manager: EntityManager,
  { accounts, apis, days, now }: Omit<BusyMinutes, "since"> & { days: number; now: number },
): Promise<(accountId: string, apiCode: string) => Busy> {
  const since = minuteOf(now) - days * DAY_MINUTES + 1;
  const rows = await busyMinutes(manager, { accounts, apis, since }).getRawMany<{
    accountId: string;
    apiCode: string;
    peak: string;
    throttled: string;
  }>();
  const busy = new Map(
    rows.map((row) => [limitName(row), { peak: countOf(row.peak), throttled: countOf(row.throttled) }]),
  );
  return (accountId, apiCode) => busy.get(limitName({ accountId, apiCode })) ?? IDLE;
}
