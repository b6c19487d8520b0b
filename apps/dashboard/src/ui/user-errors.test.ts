import { expect, test } from "vitest";
import { splitErrors } from "./user-errors.js";

const FIELDS = ["name", "allowlist"];

test("an error goes to the field that its path names, wherever the path begins", () => {
  const errors = [{ code: "TAKEN", message: "Taken.", path: ["input", "name"] }];
  expect(splitErrors(errors, FIELDS).byField).toEqual({ name: "Taken." });
});

test("an error deep in a field's list goes to the field", () => {
  const errors = [{ code: "INVALID_CIDR", message: "No.", path: ["allowlist", "entries", "3", "cidr"] }];
  expect(splitErrors(errors, FIELDS).byField).toEqual({ allowlist: "No." });
});

test("an error of no field is kept for the form", () => {
  const errors = [{ code: "LIMIT_REACHED", message: "Too many keys.", path: null }];
  expect(splitErrors(errors, FIELDS)).toEqual({ byField: {}, rest: ["Too many keys."], stale: false });
});

test("a stale version is told apart from what the reader typed", () => {
  const errors = [{ code: "STALE_VERSION", message: "Stale.", path: ["expectedVersion"] }];
  expect(splitErrors(errors, FIELDS)).toEqual({ byField: {}, rest: [], stale: true });
});
