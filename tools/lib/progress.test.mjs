import { expect, test } from "vitest";
import { duration, step } from "./progress.mjs";

test.each([
  [0, "0.0 s"],
  [9_949, "9.9 s"],
  [9_950, "10 s"],
  [59_400, "59 s"],
  [185_000, "3 min 05 s"],
])("%i ms reads as %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

test("off a terminal a step is a line at its start and one at its end, without control codes", async () => {
  let text = "";
  const out = { isTTY: false, write: (more) => (text += more) };
  expect(await step("Building", async () => 7, out)).toBe(7);
  expect(text).toMatch(/^Building …\nBuilding: done in \d\.\d s\n$/);
});
