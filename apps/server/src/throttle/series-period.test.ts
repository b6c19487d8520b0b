import { expect, test } from "vitest";
import { seriesPeriod } from "./series-period.js";

const NOW = Date.parse("2026-03-01T12:07:30.000Z");
const minute = (iso: string) => Date.parse(iso) / 60_000;

test("three hours come in minutes, the last of them the minute under way", () => {
  expect(seriesPeriod(3, NOW)).toEqual({ since: minute("2026-03-01T09:08:00Z"), step: 1, points: 180 });
});

test("a day comes in quarters of an hour, a week in hours", () => {
  expect(seriesPeriod(24, NOW)).toEqual({ since: minute("2026-02-28T12:15:00Z"), step: 15, points: 96 });
  expect(seriesPeriod(168, NOW)).toEqual({ since: minute("2026-02-22T13:00:00Z"), step: 60, points: 168 });
});

test("less than an hour and more than thirty days are refused", () => {
  expect(() => seriesPeriod(0, NOW)).toThrow();
  expect(() => seriesPeriod(721, NOW)).toThrow();
});
