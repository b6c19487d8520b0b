import { expect, test } from "vitest";
import { toBars } from "./hourly.js";

const NOW = Date.parse("2026-06-01T12:34:56.000Z");
const point = (at: string, allowed: number, denied = 0) => ({ at, allowed, denied });

test("the last bar is the hour under way, and older points are left out", () => {
  const bars = toBars([point("2026-06-01T12:00:00.000Z", 3), point("2026-05-31T12:59:59.999Z", 9)], NOW);
  expect(bars).toHaveLength(24);
  expect(bars.at(-1)).toMatchObject({ allowed: 3 });
  expect(bars.reduce((sum, bar) => sum + bar.allowed, 0)).toBe(3);
});

test("points of one hour are added up", () => {
  const bars = toBars(
    [point("2026-06-01T11:00:00.000Z", 1, 2), point("2026-06-01T11:59:00.000Z", 4, 1)],
    NOW,
  );
  expect(bars.at(-2)).toMatchObject({ allowed: 5, denied: 3 });
});
