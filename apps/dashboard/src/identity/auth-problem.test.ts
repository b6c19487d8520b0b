import { describe, expect, test } from "vitest";
import { FOREIGN } from "../apollo/problem.js";
import { authProblem, LOCKED } from "./auth-problem.js";
import { readAnswer } from "./auth-request.js";

const TYPED = {
  current: { INVALID_PASSWORD: "This is not your password." },
  wanted: { PASSWORD_TOO_SHORT: "A password has at least 10 characters." },
};
const told = (status: number, body: unknown = null, retryAfter: string | null = null) =>
  authProblem(readAnswer(status, retryAfter, body), TYPED);

test("what worked is no problem", () => {
  expect(told(200, { status: true })).toBeNull();
});

test("what was typed wrong is said beside the field to blame", () => {
  expect(told(400, { code: "INVALID_PASSWORD", message: "Invalid password" })).toEqual({
    sentence: "This is not your password.",
    field: "current",
  });
  expect(told(400, { code: "PASSWORD_TOO_SHORT" })?.field).toBe("wanted");
});

describe("everything else is said above it", () => {
  test.each([
    [429, { code: "ACCOUNT_TEMPORARILY_LOCKED" }, null, LOCKED],
    [429, { message: "Too many requests" }, "7", "Too many attempts. Wait 7 seconds and try again."],
    [429, null, "1", "Too many attempts. Wait 1 second and try again."],
    [429, null, "300", "Too many attempts. Wait 5 minutes and try again."],
    [429, null, "soon", "Too many attempts. Wait some seconds and try again."],
    [403, { message: "This origin is not trusted." }, null, FOREIGN],
    [0, null, null, "The server could not be reached. Try again."],
    [502, "<html>", null, "The server could not do this. Try again."],
    [400, { code: 7 }, null, "The server could not do this. Try again."],
  ])("%i %j", (status, body, retryAfter, sentence) => {
    expect(told(status, body, retryAfter)).toEqual({ sentence, field: null });
  });
});
