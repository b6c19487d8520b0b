import "reflect-metadata";
import { expect, it, vi } from "vitest";
import { logOnce } from "./mailer.js";

it("says once of each end that nobody could be reminded of it", () => {
  const warn = vi.fn();
  const onFailure = logOnce({ warn });
  const err = new Error("gone");
  for (const id of ["grt_1", "tok_1", "grt_1"]) onFailure(id, err);
  expect(warn.mock.calls.map(([fields]) => fields)).toEqual([
    { subjectId: "grt_1", err },
    { subjectId: "tok_1", err },
  ]);
});
