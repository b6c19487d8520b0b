import { countOf } from "../database/columns.js";
import type { Context } from "../graphql/context.js";
import { batched, inGroups, rowsByKey } from "../graphql/loader.js";
import { type Period, pointsIn } from "../usage/period.js";
import { accountsAndApis, busyMinutes } from "./busy-minutes.js";
import { seriesPeriod } from "./series-period.js";
import { limitName, nameOfLimit, type ThrottleLimit } from "./throttle-limit.js";
import { limitsOf } from "./throttle-limit.service.js";
import type { ThrottlePoint } from "./throttle-point.js";

/** Sums come as text from MySQL's driver. */
interface Row {
  accountId: string;
  apiCode: string;
  at: string;
  peak: string;
  throttled: string;
}

/**
 * How busy an account was on an Api, point by point without gaps: what gateways saw in the same minute is added up before the
 * highest minute of a point is taken. @throws BAD_USER_INPUT when `hours` is not from 1 to 720
 */
export function seriesOf(context: Context, limit: ThrottleLimit, hours: number): Promise<ThrottlePoint[]> {
  seriesPeriod(hours, 0);
  return series(context, { limit, hours });
}

interface Asked {
  limit: ThrottleLimit;
  hours: number;
}

const nameOfAsked = ({ limit, hours }: Asked) => `${nameOfLimit(limit)} ${hours}`;

const series = batched<Asked, ThrottlePoint[]>((context, asked) => {
  const now = context.installation.clock.now();
  return inGroups(asked, "hours", async (hours, group) => {
    const period = seriesPeriod(hours, now);
    const limits = group.map(({ limit }) => limit);
    const rows = await readRows(context, limits, period);
    return rowsByKey(limits.map(nameOfLimit), rows, limitName).map((ofLimit) =>
      pointsIn(period, ofLimit, (at, row) => ({
        at,
        admittedPeak: countOf(row?.peak ?? 0),
        throttled: countOf(row?.throttled ?? 0),
      })),
    );
  });
}, nameOfAsked);

function readRows(
  { installation }: Context,
  limits: readonly ThrottleLimit[],
  { since, step }: Period,
): Promise<Row[]> {
  const start = `one.minute - one.minute % ${step}`;
  return busyMinutes(installation.database.reader.manager, { ...accountsAndApis(limits), since })
    .addSelect(start, "at")
    .addGroupBy(start)
    .getRawMany<Row>();
}

/** What will be in force once the grant in force has ended by itself, as grants stand now. Null: it does not end. */
export async function limitAfterwardsOf(
  { installation }: Context,
  { accountId, api, validUntil }: ThrottleLimit,
): Promise<number | null> {
  if (validUntil === null) return null;
  const [after] = await limitsOf(
    installation.database.reader.manager,
    accountId,
    [api],
    validUntil.getTime(),
  );
  return after?.limit ?? null;
}
