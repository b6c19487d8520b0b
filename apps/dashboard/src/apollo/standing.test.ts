import { expect, test } from "vitest";
import { standing } from "./standing.js";

const error = new Error("no answer");

test("what was shown before stands until the answer has come", () => {
  expect(standing({ data: undefined, previousData: "before", error: undefined })).toBe("before");
  expect(standing({ data: "now", previousData: "before", error: undefined })).toBe("now");
});

test("what another filter has found does not stand where this one's answer failed", () => {
  expect(standing({ data: undefined, previousData: "before", error })).toBeUndefined();
});

test("an answer stands though it could not be had anew", () => {
  expect(standing({ data: "now", previousData: undefined, error })).toBe("now");
});
