import { expect, it } from "vitest";
import { hasFewValues } from "./json-size.js";

it.each([
  ["1", 0],
  ['{"a": 1, "b": [2, 3, {}]}', 6],
  ['["a,[{", "\\"[,", "\\\\", "\\\\\\",["]', 4],
  ['["never ends, [', 1],
])("counts commas, lists and objects outside of strings: %s has %d", (json, values) => {
  expect(hasFewValues(json, values)).toBe(true);
  expect(hasFewValues(json, values - 1)).toBe(false);
});

it("looks at each character once, also at escaped ones", () => {
  const before = performance.now();
  expect(hasFewValues(`"${'\\"'.repeat(2_000_000)}"`, 0)).toBe(true);
  expect(hasFewValues(`"${"\\\\".repeat(2_000_000)}"`, 0)).toBe(true);
  expect(performance.now() - before).toBeLessThan(1_000);
});
