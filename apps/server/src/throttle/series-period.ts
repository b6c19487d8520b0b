import { bounded } from "../graphql/errors.js";
import { type Period, periodOf } from "../usage/period.js";

/** Up to so many hours, points of so many minutes: a chart has 60 to 720 of them. */
const STEPS: readonly { hours: number; step: number }[] = [
  { hours: 3, step: 1 },
  { hours: 48, step: 15 },
  { hours: 30 * 24, step: 60 },
];

/** The last `hours` hours in equal points, the last of which is under way. @throws BAD_USER_INPUT when `hours` is not from 1 to 720 */
export function seriesPeriod(hours: number, now: number): Period {
  bounded("hours", hours, 1, 720);
  const step = STEPS.find((each) => hours <= each.hours)?.step ?? 60;
  return periodOf((hours * 60) / step, step, now);
}
