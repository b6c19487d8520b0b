import { expect, test } from "vitest";
import { changedDetails, detailProblems, mergeDetails, nameProblem } from "./details.js";

const BEFORE = {
  name: "CRM",
  note: "",
  environment: "PRODUCTION",
  labels: ["a"],
  holderId: "",
  expires: "",
} as const;
const before = { ...BEFORE, labels: [...BEFORE.labels] };

test("only what was changed is sent", () => {
  expect(changedDetails(before, { ...before, note: "Berlin" })).toEqual({ note: "Berlin" });
});

test("an emptied note is cleared", () => {
  expect(changedDetails({ ...before, note: "Berlin" }, before)).toEqual({ note: null });
});

test("a key is given to a member, and to nobody again", () => {
  const given = { ...before, holderId: "usr_1" };
  expect(changedDetails(before, given)).toEqual({ holderId: "usr_1" });
  expect(changedDetails(given, before)).toEqual({ holderId: null });
});

test("a name needs a character that is seen", () => {
  expect(nameProblem("   ")).not.toBeNull();
  expect(nameProblem("a".repeat(100))).toBeNull();
  expect(nameProblem("a".repeat(101))).not.toBeNull();
});

test("an end that is typed in part is no empty one", () => {
  expect(detailProblems(before, false)).toBeNull();
  expect(Object.keys(detailProblems({ ...before, name: "" }, true) ?? {})).toEqual(["name", "expiresAt"]);
});

test("one's own changes are kept over what somebody else has saved, and nothing of theirs is undone", () => {
  const theirs = { ...before, name: "CRM 2", labels: ["a", "b"], note: "Theirs" };
  expect(mergeDetails(before, { ...before, note: "Mine" }, theirs)).toEqual({ ...theirs, note: "Mine" });
});
