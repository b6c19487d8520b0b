import { MINUTE } from "../durations.js";
import { bounded } from "../graphql/errors.js";

const HOUR_MINUTES = 60;
export const DAY_MINUTES = 24 * HOUR_MINUTES;

/** The epoch minute of a moment in epoch milliseconds: what gateways count by. */
export function minuteOf(moment: number): number {
  return Math.floor(moment / MINUTE);
}

/** When an epoch minute begins. */
export function startOfMinute(minute: number): Date {
  return new Date(minute * MINUTE);
}

/** `points` points of `step` minutes, the last of which is under way at `now`. */
export function periodOf(points: number, step: number, now: number): Period {
  const current = Math.floor(minuteOf(now) / step) * step;
  return { since: current - (points - 1) * step, step, points };
}

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
  const step = days <= 2 ? HOUR_MINUTES : DAY_MINUTES;
  return periodOf((days * DAY_MINUTES) / step, step, now);
}

/** The first epoch minute of the last `hours` hours. @throws BAD_USER_INPUT when `hours` is not from 1 to 2,160 */
export function lastHours(hours: number, now: number): number {
  return minuteOf(now) - bounded("hours", hours, 1, 90 * 24) * HOUR_MINUTES + 1;
}
