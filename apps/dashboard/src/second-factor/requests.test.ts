import { expect, test } from "vitest";
import { readAnswer } from "../identity/auth-request.js";
import { readOutcome } from "./requests.js";

const outcome = (status: number, body: unknown) =>
  readOutcome(readAnswer(status, null, body), ({ kept }) => (typeof kept === "string" ? kept : null));

test("what was asked for is read from the answer", () => {
  expect(outcome(200, { kept: "this" })).toEqual({ got: "this" });
});

test("an answer without it is a problem, as is a wrong password or code", () => {
  expect(outcome(200, {})).toMatchObject({ problem: { field: null } });
  expect(outcome(400, { code: "INVALID_PASSWORD" })).toMatchObject({ problem: { field: "password" } });
  for (const code of ["INVALID_CODE", "CODE_USED"])
    expect(outcome(401, { code })).toMatchObject({ problem: { field: "code" } });
  expect(outcome(500, null)).toMatchObject({ problem: { field: null } });
});
