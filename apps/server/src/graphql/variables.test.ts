import { expect, it } from "vitest";
import { hasFewEntries } from "./variables.js";

it("counts the entries of all lists in the variables, wherever they stand", () => {
  const variables = { input: { codes: ["a", "b"], entries: [{ notes: ["c"] }] }, status: [null] };
  expect(hasFewEntries(variables, 5)).toBe(true);
  expect(hasFewEntries(variables, 4)).toBe(false);
});

it("takes variables that are left out, and those that are no lists", () => {
  expect(hasFewEntries(undefined, 0)).toBe(true);
  expect(hasFewEntries({ id: "key_1", first: null }, 0)).toBe(true);
});

it("ends for lists inside lists, however deep", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}1${"]".repeat(100_000)}`);
  expect(hasFewEntries({ deep }, 100_000)).toBe(true);
  expect(hasFewEntries({ deep }, 50_000)).toBe(false);
});
