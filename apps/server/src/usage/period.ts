import { bounded } from "../graphql/errors.js";

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** A span of whole hours or days that ends with the one under way. In epoch minutes. */
export interface Period {
  /** The first minute. */
  since: number;
  /** Minutes in one of its points. */
  step: number;
  points: number;
}

/** The last `days` days: up to 2 in hours, else in days of UTC. @throws BAD_USER_INPUT when `days` is not from 1 to 90 */
export function lastDays(days: number, now: number): Period {
  bounded("days", days, 1, 90);
  const step = days <= 2 ? HOUR : DAY;
  const points = (days * DAY) / step;
  const current = Math.floor(now / MINUTE_MS / step) * step;
  return { since: current - (points - 1) * step, step, points };
}

/** The first epoch minute of the last `hours` hours. @throws BAD_USER_INPUT when `hours` is not from 1 to 2,160 */
export function lastHours(hours: number, now: number): number {
  return Math.floor(now / MINUTE_MS) - bounded("hours", hours, 1, 90 * 24) * HOUR + 1;
}
