import { expect, test } from "vitest";
import { readAnswer } from "./auth-request.js";
import { changePassword, passwordProblem } from "./change-password.js";

test.each([
  [400, "INVALID_PASSWORD", "current"],
  [400, "PASSWORD_TOO_SHORT", "wanted"],
  [400, "PASSWORD_TOO_LONG", "wanted"],
  [429, null, null],
])("%i %s: the field to blame is %s", (status, code, field) => {
  expect(passwordProblem(readAnswer(status, null, { code }))?.field).toBe(field);
});

test("a changed password is no problem", () => {
  expect(passwordProblem(readAnswer(200, null, { user: {} }))).toBeNull();
});

test("what can't be a password is not sent", async () => {
  expect(await changePassword("the present one", "123456789")).toMatchObject({ field: "wanted" });
  expect(await changePassword("the present one", "x".repeat(129))).toMatchObject({ field: "wanted" });
});
