import { HOUR, MINUTE } from "../durations.js";
import { badInput, bounded } from "../graphql/errors.js";

export const HOUR_MINUTES = 60;
export const DAY_MINUTES = 24 * HOUR_MINUTES;

/** The epoch minute of a moment in epoch milliseconds: what gateways count by. */
export function minuteOf(moment: number): number {
  return Math.floor(moment / MINUTE);
}

const ASKED_DAYS = 90;
/** One more than can be asked for, so that none of them is cut into. */
const KEPT_DAYS = ASKED_DAYS + 1;

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

/** `points` points of `step` minutes, the last of which is under way at `now`. */
export function periodOf(points: number, step: number, now: number): Period {
  const current = Math.floor(minuteOf(now) / step) * step;
  return { since: current - (points - 1) * step, step, points };
}

/** The points of a period in their order, without gaps. A row belongs to the point that begins with its epoch minute `at`. */
export function pointsIn<Row extends { at: string }, Point>(
  { since, step, points }: Period,
  rows: readonly Row[],
  toPoint: (at: Date, row: Row | undefined) => Point,
): Point[] {
  const byStart = new Map(rows.map((row) => [Number(row.at), row]));
  const starts = Array.from({ length: points }, (_, place) => since + place * step);
  return starts.map((start) => toPoint(new Date(start * MINUTE), byStart.get(start)));
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
  bounded("days", days, 1, ASKED_DAYS);
  const step = days <= 2 ? HOUR_MINUTES : DAY_MINUTES;
  return periodOf((days * DAY_MINUTES) / step, step, now);
}

/**
 * The first epoch minute of the last `hours` hours. Of more than 48, the start of its hour: so far back, use may be kept by the hour.
 * @throws BAD_USER_INPUT when `hours` is not from 1 to 2,160
 */
export function lastHours(hours: number, now: number): number {
  const since = minuteOf(now) - bounded("hours", hours, 1, ASKED_DAYS * 24) * HOUR_MINUTES + 1;
  return hours > HOURS_BY_MINUTE ? startOfHour(since) : since;
}

/** In epoch minutes. */
export interface Span {
  /** The first minute. */
  since: number;
  /** The first one that is not in it any more. */
  until: number;
}

/**
 * The span from one moment up to another, which is not in it; null: with the minute under way at `now`. The same calls are in it whenever
 * it is asked for: older use is kept by the hour, so a span that begins or ends within such an hour is refused, and is not rounded.
 * @throws BAD_USER_INPUT also when it begins more than 90 days ago, ends in the future, or is empty
 */
export function spanOf(from: Date, to: Date | null, now: number): Span {
  if (minuteOf(from.getTime()) < startOfHour(minuteOf(now) - ASKED_DAYS * DAY_MINUTES))
    throw badInput(`"from" must be at most ${ASKED_DAYS} days ago: older use is not kept.`);
  if (from.getTime() > now) throw badInput('"from" must not be in the future.');
  if (to !== null && to.getTime() > now)
    throw badInput('"to" must not be in the future: leave it out for what has been counted so far.');
  if (to !== null && from >= to) throw badInput('"from" must be before "to".');
  const until = to === null ? minuteOf(now) + 1 : minuteThatBegins("to", to, now);
  return { since: minuteThatBegins("from", from, now), until };
}

/** @throws BAD_USER_INPUT when none begins then, or use of before and after it may be kept as one */
function minuteThatBegins(name: string, moment: Date, now: number): number {
  const minute = minuteOf(moment.getTime());
  const isByMinute = minute >= minuteOf(now) - HOURS_BY_MINUTE * HOUR_MINUTES;
  if (moment.getTime() % (isByMinute ? MINUTE : HOUR) === 0) return minute;
  throw badInput(
    isByMinute
      ? `"${name}" must be a whole minute.`
      : `"${name}" must be a whole hour of UTC: use of more than ${HOURS_BY_MINUTE} hours ago is kept by the hour.`,
  );
}

/** The first minute of the hour in which an epoch minute is. */
export function startOfHour(minute: number): number {
  return minute - (minute % HOUR_MINUTES);
}
