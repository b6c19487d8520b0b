import { expect, test } from "vitest";
import { decisionInWords, stepState, stepTitle } from "./steps.js";

test("what comes after a denial was not reached", () => {
  expect(stepState({ name: "throttle", passed: null }, false)).toBe("not reached");
  expect(stepState({ name: "admit", passed: false }, false)).toBe("failed");
});

test("the throttle of a call that passes was reached, but not judged", () => {
  expect(stepState({ name: "throttle", passed: null }, true)).toBe("not judged");
  expect(stepState({ name: "admit", passed: true }, true)).toBe("passed");
});

test("a stage that is new here is called by its own name", () => {
  expect(stepTitle("admit")).toBe("Address");
  expect(stepTitle("quota")).toBe("quota");
});

test("a decision is told with its status", () => {
  expect(decisionInWords({ allowed: false, status: 403 })).toContain("denied with status 403");
  expect(decisionInWords({ allowed: true, status: 200 })).toContain("would pass");
});
