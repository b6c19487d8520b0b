import { expect, test } from "vitest";
import { z } from "zod";
import { Failure } from "./failure.js";
import { readSettings } from "./read-settings.js";

const settings = z.object({
  PLACE: z.string().default("here"),
  CODE: z.string().min(4, "must be longer").optional(),
});

test("a variable that is set to nothing counts as left out", () => {
  expect(readSettings(settings, { PLACE: "", CODE: "" })).toEqual({ PLACE: "here" });
});

test("variables that nobody reads are passed over", () => {
  expect(readSettings(settings, { PLACE: "there", HOME: "/root" })).toEqual({ PLACE: "there" });
});

test("a value that can't be used is one line that names its variable, without the value", () => {
  expect(() => readSettings(settings, { CODE: "abc" })).toThrow(new Failure("CODE must be longer."));
});

test("the end of a line in a file of Windows is no part of a value", () => {
  expect(readSettings(settings, { PLACE: "there\r", CODE: "\r" })).toEqual({ PLACE: "there" });
});
