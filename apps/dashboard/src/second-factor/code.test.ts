import { expect, test } from "vitest";
import { codeShapeProblem, tidyCode } from "./code.js";

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
