import { expect, test } from "vitest";
import { problemOf } from "./problem.js";

test("an error is reported by its message or, when that is empty, by its code or name", () => {
  const refused = Object.assign(new AggregateError([]), { code: "ECONNREFUSED" });
  expect(problemOf(new Error("it does not answer"))).toBe("it does not answer");
  expect(problemOf(refused)).toBe("ECONNREFUSED");
  expect(problemOf(new AggregateError([]))).toBe("AggregateError");
  expect(problemOf("what is no error")).toBe("?");
});
