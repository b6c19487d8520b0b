import { expect, it } from "vitest";
import { monthAt } from "./month.js";

it("is a month of UTC: the one under way has no end yet", () => {
  const month = { from: "2026-11-01T00:00:00.000Z", to: null, name: "November 2026" };
  expect(monthAt(Date.parse("2026-11-01T00:00:00Z"))).toEqual(month);
  expect(monthAt(Date.parse("2026-11-30T23:59:59.999Z"))).toEqual(month);
});

it("follows the one before it without a gap, also across years", () => {
  const january = Date.parse("2027-01-31T12:00:00Z");
  expect(monthAt(january, 1)).toEqual({
    from: "2026-12-01T00:00:00.000Z",
    to: "2027-01-01T00:00:00.000Z",
    name: "December 2026",
  });
  expect(monthAt(january).from).toBe(monthAt(january, 1).to);
  expect(monthAt(january, 2).to).toBe(monthAt(january, 1).from);
});
