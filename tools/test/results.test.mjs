import { describe, expect, test } from "vitest";
import { add, fromPlaywright, fromVitest, isGood, summaryLine } from "./results.mjs";

const vitest = (...statuses) => ({
  testResults: [
    {
      name: "a.test.ts",
      status: statuses.includes("failed") ? "failed" : "passed",
      assertionResults: statuses.map((status, index) => ({
        status,
        fullName: `case ${index}`,
        failureMessages: status === "failed" ? ["Error: 1 is not 2\n  at a.test.ts:3"] : [],
      })),
    },
  ],
});
const playwrightTest = (status) => ({
  status,
  results: [
    status === "unexpected" ? { error: { message: "\u001b[31mError\u001b[39m: gone\n\nsaid the log" } } : {},
  ],
});
const playwright = (...statuses) => ({
  suites: [
    {
      specs: [],
      suites: [{ specs: [{ title: "a promise", file: "a.spec.ts", tests: statuses.map(playwrightTest) }] }],
    },
  ],
  errors: [],
});

describe("counted as passed", () => {
  test("tests that passed", () => {
    expect(fromVitest(vitest("passed", "passed"), 0)).toEqual({ passed: 2, problems: [] });
    expect(fromPlaywright(playwright("expected"), 0)).toEqual({ passed: 1, problems: [] });
  });
});

describe("counted as failed", () => {
  test("tests that failed, once, each with its file and the first line of what was wrong", () => {
    expect(fromVitest(vitest("passed", "failed"), 1)).toEqual({
      passed: 1,
      problems: ["failed: case 1 (a.test.ts): Error: 1 is not 2"],
    });
    expect(fromPlaywright(playwright("expected", "unexpected"), 1)).toEqual({
      passed: 1,
      problems: ["failed: a promise (a.spec.ts): Error: gone"],
    });
  });

  test.each(["skipped", "pending", "todo"])("a test that is %s, and it is named", (status) => {
    const { problems } = fromVitest(vitest("passed", status), 0);
    expect(problems).toEqual(["skipped: case 1 (a.test.ts)"]);
  });

  test("a skipped promise, and one that held only when tried again", () => {
    expect(fromPlaywright(playwright("expected", "skipped", "flaky"), 0)).toEqual({
      passed: 1,
      problems: ["skipped: a promise (a.spec.ts)", "passed only when tried again: a promise (a.spec.ts)"],
    });
  });

  test("a file that could not be loaded", () => {
    const file = { name: "b.test.ts", status: "failed", message: "no export\nstack", assertionResults: [] };
    expect(fromVitest({ testResults: [file] }, 1)).toEqual({
      passed: 0,
      problems: ["failed: b.test.ts, outside of its tests: no export"],
    });
    expect(fromPlaywright({ suites: [], errors: [{ message: "no\nstack" }] }, 1).problems).toEqual([
      "error: no",
    ]);
  });

  test("a bad exit code where every test passed", () => {
    expect(fromVitest(vitest("passed"), 1)).toEqual({ passed: 1, problems: ["Vitest ended with code 1"] });
  });

  test("a run without tests, or without a report", () => {
    expect(fromVitest({ testResults: [] }, 0).problems).toEqual(["Vitest ran no test"]);
    expect(fromPlaywright(null, 0).problems).toEqual(["Playwright ran no test"]);
  });
});

describe("the sum", () => {
  const passed = { passed: 3, problems: [] };

  test("is one plain line", () => {
    expect(summaryLine(add([passed, { passed: 4, problems: ["x"] }]))).toBe("7 passed, 1 failed");
  });

  test("is good only when something passed and nothing failed", () => {
    expect(isGood(add([passed, passed]))).toBe(true);
    expect(isGood({ passed: 3, problems: ["x"] })).toBe(false);
    expect(isGood({ passed: 0, problems: [] })).toBe(false);
  });
});
