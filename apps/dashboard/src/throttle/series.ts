import { counted, formatCount } from "../ui/count.js";
import { localTime } from "../ui/time.js";

export interface Point {
  at: string;
  admittedPeak: number;
  throttled: number;
}

/** The busiest point and all throttled calls of a series. */
export function summaryOf(points: readonly Point[]): { busiest: Point | null; throttled: number } {
  let busiest: Point | null = null;
  let throttled = 0;
  for (const point of points) {
    throttled += point.throttled;
    if (point.admittedPeak > (busiest?.admittedPeak ?? 0)) busiest = point;
  }
  return { busiest, throttled };
}

/** What a series says, in a sentence: "At most 187 in one window, on 1 Mar 2026, 14:15 UTC; 12 calls throttled". */
export function seriesInWords(points: readonly Point[]): string {
  const { busiest, throttled } = summaryOf(points);
  if (!busiest && throttled === 0) return "No calls";
  const most = busiest
    ? `At most ${formatCount(busiest.admittedPeak)} in one window, on ${localTime(busiest.at)}`
    : "No call admitted";
  return `${most}; ${throttled === 0 ? "none" : counted(throttled, "call")} throttled`;
}
