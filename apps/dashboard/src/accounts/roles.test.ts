import { describe, expect, test } from "vitest";
import { changersOf, mayChangeKey, mayChangeMember } from "./roles.js";

describe("a key that may manage keys", () => {
  test.each(["access-control", "access-control.read"])(
    "by %s is changed by owners and admins alone",
    (code) => {
      expect(changersOf(["sms", code])).toEqual(["OWNER", "ADMIN"]);
      expect(mayChangeKey("DEVELOPER", [code])).toBe(false);
    },
  );

  test("is none whose codes only begin like that", () => {
    expect(mayChangeKey("DEVELOPER", ["access-control-room"])).toBe(true);
  });
});

test("a viewer, and an operator without a role, change nothing", () => {
  expect(mayChangeKey("VIEWER", [])).toBe(false);
  expect(mayChangeKey(null, [])).toBe(false);
});

test("owners are changed by owners alone, other members by admins too", () => {
  expect(mayChangeMember("OWNER", "OWNER")).toBe(true);
  expect(mayChangeMember("ADMIN", "OWNER")).toBe(false);
  expect(mayChangeMember("ADMIN", "ADMIN")).toBe(true);
  for (const role of ["DEVELOPER", "VIEWER", null] as const)
    expect(mayChangeMember(role, "VIEWER")).toBe(false);
});
