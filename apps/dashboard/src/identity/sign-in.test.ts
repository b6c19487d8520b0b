import { expect, test } from "vitest";
import { readAnswer } from "./auth-request.js";
import { signInResult } from "./sign-in.js";

test.each([
  [200, { token: "t", user: {} }, "signed-in"],
  [200, null, "unreachable"],
  [200, { twoFactorRedirect: true, twoFactorMethods: ["totp"] }, "code-needed"],
  [401, { code: "INVALID_EMAIL_OR_PASSWORD" }, "refused"],
  [403, { message: "This origin is not trusted." }, "foreign"],
  [429, { message: "Too many requests" }, "too-many"],
  [503, null, "unreachable"],
  [0, null, "unreachable"],
])("%i %j: %s", (status, body, result) => {
  expect(signInResult(readAnswer(status, null, body))).toBe(result);
});
