import { expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-input.js";

test("a moment goes through the field and back to the minute", () => {
  const at = "2026-11-05T10:20:00.000Z";
  expect(fromLocalInput(toLocalInput(at))).toBe(at);
});

test("no moment is an empty field", () => {
  expect(toLocalInput(null)).toBe("");
  expect(fromLocalInput("")).toBeNull();
});
