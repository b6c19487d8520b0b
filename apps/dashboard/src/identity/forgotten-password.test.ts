import { expect, test } from "vitest";
import { ownerIn } from "./forgotten-password.js";

test("a mailed link says whose password it is for, and without that it is nobody's", () => {
  expect(ownerIn("#first%2Blast%40example.com")).toBe("first+last@example.com");
  expect(ownerIn("")).toBeNull();
  expect(ownerIn("#%E0%A4%A")).toBeNull();
});
