import { expect, test } from "vitest";
import { readAnswer } from "../identity/auth-request.js";
import { codeProblem } from "./verify-code.js";

const told = (status: number, code: string | null, retryAfter: string | null = null) =>
  codeProblem(readAnswer(status, retryAfter, { code }));

test("a right code is no problem", () => {
  expect(told(200, null)).toBeNull();
});

test.each(["INVALID_CODE", "CODE_USED", "INVALID_BACKUP_CODE"])(
  "%s: the step stays, with the field to blame",
  (code) => {
    expect(told(401, code)).toMatchObject({ field: "code", over: false });
  },
);

test.each([
  [401, "INVALID_TWO_FACTOR_COOKIE"],
  [400, "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"],
  [429, "ACCOUNT_TEMPORARILY_LOCKED"],
])("%i %s: it begins again with the password", (status, code) => {
  expect(told(status, code)).toMatchObject({ field: null, over: true });
});

test("who is too fast waits and stays", () => {
  expect(told(429, null, "4")).toEqual({
    sentence: "Too many attempts. Wait 4 seconds and try again.",
    field: null,
    over: false,
  });
});
