import { expect, test } from "vitest";
import { parseBetween } from "./rule-fields.js";

test.each(["1", "1.5", " 1000 "])("%j is taken", (text) => {
  expect(parseBetween(text, 1, 1000)).toEqual({ value: Number(text) });
});

test.each(["", "0.9", "1000.1", "-1", "1,5", "1e2", "many"])("%j is refused", (text) => {
  expect(parseBetween(text, 1, 1000)).toHaveProperty("problem");
});
