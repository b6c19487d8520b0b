import { expect, test } from "vitest";
import { seriesInWords, summaryOf } from "./series.js";

const point = (at: string, admittedPeak: number, throttled = 0) => ({ at, admittedPeak, throttled });
const FIRST = point("2026-03-01T12:00:00.000Z", 187);

test("the first of equally busy points is the busiest, and throttled calls are added up", () => {
  const points = [point("2026-03-01T11:00:00.000Z", 3, 5), FIRST, point("2026-03-01T13:00:00.000Z", 187, 7)];
  expect(summaryOf(points)).toEqual({ busiest: FIRST, throttled: 12 });
});

test("a series without a call says so", () => {
  expect(seriesInWords([point("2026-03-01T12:00:00.000Z", 0)])).toBe("No calls");
});

test("a series is told with its busiest moment and what was throttled", () => {
  expect(seriesInWords([FIRST])).toMatch(/^At most 187 in one window, on 1 Mar 2026, .+; none throttled$/);
  expect(seriesInWords([point(FIRST.at, 0, 1)])).toBe("No call admitted; 1 call throttled");
});
