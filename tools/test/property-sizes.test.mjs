import fc from "fast-check";
import { expect, test } from "vitest";

test("lists and texts of a property get as long as they may", () => {
  const longest = (arbitrary) => Math.max(...fc.sample(arbitrary, 200).map(({ length }) => length));
  expect(longest(fc.array(fc.nat(), { maxLength: 300 }))).toBeGreaterThan(200);
  expect(longest(fc.string({ maxLength: 80 }))).toBeGreaterThan(60);
});
