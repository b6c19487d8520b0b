import { describe, expect, test } from "vitest";
import { add, fromPlaywright, fromVitest, isGood, summaryLine } from "./results.mjs";

const vitest = (...statuses) => ({
  testResults: [
    {
      name: "a.test.ts",
      status: statuses.includes("failed") ? "failed" : "passed",
      assertionResults: statuses.map((status, index) => ({ status, fullName: `case ${index}` })),
    },
  ],
});
const playwright = (...statuses) => ({
  suites: [
    {
      specs: [],
      suites: [
        { specs: [{ title: "a promise", file: "a.spec.ts", tests: statuses.map((status) => ({ status })) }] },
      ],
    },
  ],
  errors: [],
});

describe("counted as passed", () => {
  test("tests that passed", () => {
    expect(fromVitest(vitest("passed", "passed"), 0)).toEqual({ passed: 2, failed: 0, problems: [] });
    expect(fromPlaywright(playwright("expected"), 0)).toEqual({ passed: 1, failed: 0, problems: [] });
  });
});

describe("counted as failed", () => {
  test("tests that failed, once", () => {
    expect(fromVitest(vitest("passed", "failed"), 1)).toMatchObject({ passed: 1, failed: 1, problems: [] });
    expect(fromPlaywright(playwright("expected", "unexpected"), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  test.each(["skipped", "pending", "todo"])("a test that is %s, and it is named", (status) => {
    const { failed, problems } = fromVitest(vitest("passed", status), 0);
    expect({ failed, problems }).toEqual({ failed: 1, problems: ["skipped: case 1 (a.test.ts)"] });
  });

  test("a skipped promise, and one that held only when tried again", () => {
    expect(fromPlaywright(playwright("expected", "skipped", "flaky"), 0)).toMatchObject({
      passed: 1,
      failed: 2,
    });
  });

  test("a file that could not be loaded", () => {
    const report = { testResults: [{ name: "b.test.ts", status: "failed", assertionResults: [] }] };
    expect(fromVitest(report, 1)).toMatchObject({ passed: 0, failed: 1 });
    expect(fromPlaywright({ suites: [], errors: [{ message: "no\nstack" }] }, 1)).toMatchObject({
      failed: 1,
      problems: ["error: no"],
    });
  });

  test("a bad exit code where every test passed", () => {
    expect(fromVitest(vitest("passed"), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  test("a run without tests, or without a report", () => {
    expect(fromVitest({ testResults: [] }, 0).failed).toBe(1);
    expect(fromPlaywright(null, 0).failed).toBe(1);
  });
});

describe("the sum", () => {
  const passed = { passed: 3, failed: 0, problems: [] };

  test("is one plain line", () => {
    expect(summaryLine(add([passed, { passed: 4, failed: 1, problems: ["x"] }]))).toBe("7 passed, 1 failed");
  });

  test("is good only when something passed and nothing failed", () => {
    expect(isGood(add([passed, passed]))).toBe(true);
    expect(isGood({ passed: 3, failed: 1 })).toBe(false);
    expect(isGood({ passed: 0, failed: 0 })).toBe(false);
  });
});
