import { expect, test } from "vitest";
import { parseBetween, readRule, typedRule } from "./rule-fields.js";

test.each(["1", "1.5", " 1000 "])("%j is taken", (text) => {
  expect(parseBetween(text, 1, 1000)).toEqual({ value: Number(text) });
});

test.each(["", "0.9", "1000.1", "-1", "1,5", "1e2", "many"])("%j is refused", (text) => {
  expect(parseBetween(text, 1, 1000)).toHaveProperty("problem");
});

test.each([
  ["7.5", 0.075],
  ["7", 0.07],
  ["33.333", 0.33333],
])("a rule is read as it was typed, its share in percent: %s", (percent, peakShare) => {
  const rule = { enabled: true, upToTimesDefault: 2.5, peakShare };
  expect(typedRule(rule)).toEqual({ enabled: true, times: "2.5", percent });
  expect(readRule(typedRule(rule))).toEqual({ rule });
});

test("of a rule that can't be read each field is told what it takes", () => {
  expect(readRule({ enabled: true, times: "0", percent: "101" })).toEqual({
    problems: {
      upToTimesDefault: "Give a number from 1 to 1,000, like 1.5.",
      peakShare: "Give a number from 0 to 100, like 1.5.",
    },
  });
});
