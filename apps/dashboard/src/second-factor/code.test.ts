import { expect, test } from "vitest";
import { codeShapeProblem, methodOf, tidyCode } from "./code.js";

test("spaces in a code are left out, and a recovery code gets its hyphen", () => {
  expect(tidyCode("app", " 123 456\t")).toBe("123456");
  expect(tidyCode("recovery", " aB3dE-fG7hJ ")).toBe("aB3dE-fG7hJ");
  expect(tidyCode("recovery", "aB3dE fG7hJ")).toBe("aB3dE-fG7hJ");
});

test.each([
  ["app", "123456", true],
  ["app", "12345", false],
  ["app", "12345a", false],
  ["recovery", "aB3dE-fG7hJ", true],
  ["recovery", "aB3dEfG7hJ", false],
  ["recovery", "123456", false],
] as const)("%s %s: may be a code: %s", (method, code, may) => {
  expect(codeShapeProblem(method, code) === null).toBe(may);
});

test.each([
  [" 123 456", "app"],
  ["12345-67890", "recovery"],
  ["1234567890", "recovery"],
  ["aB3dE fG7hJ", "recovery"],
  ["", "recovery"],
] as const)("%j is taken for one of the %s", (typed, method) => {
  expect(methodOf(typed)).toBe(method);
});
