import { MINUTE } from "../durations.js";
import { bounded } from "../graphql/errors.js";

export const HOUR_MINUTES = 60;
export const DAY_MINUTES = 24 * HOUR_MINUTES;

/** The epoch minute of a moment in epoch milliseconds: what gateways count by. */
export function minuteOf(moment: number): number {
  return Math.floor(moment / MINUTE);
}

/** 90 days can be asked for; one more, so that none of them is cut into. */
const KEPT_DAYS = 91;

/** The first epoch minute that is kept at `now`. */
export function oldestMinute(now: number): number {
  return minuteOf(now) - KEPT_DAYS * DAY_MINUTES;
}

/** So many of the last hours can be told by the minute; before, minutes may have been added up to hours. */
const HOURS_BY_MINUTE = 48;

/** The first epoch minute that is kept as such at `now`: a day more than can be told, so that servers whose clocks differ agree. */
export function oldestByMinute(now: number): number {
  return startOfHour(minuteOf(now) - HOURS_BY_MINUTE * HOUR_MINUTES - DAY_MINUTES);
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

/**
 * The first epoch minute of the last `hours` hours; of more than 48, where the hour begins in which that is, since use may be kept by the
 * hour there. @throws BAD_USER_INPUT when `hours` is not from 1 to 2,160
 */
export function lastHours(hours: number, now: number): number {
  const since = minuteOf(now) - bounded("hours", hours, 1, 90 * 24) * HOUR_MINUTES + 1;
  return hours > HOURS_BY_MINUTE ? startOfHour(since) : since;
}

/** The first minute of the hour in which an epoch minute is. */
export function startOfHour(minute: number): number {
  return minute - (minute % HOUR_MINUTES);
}
