import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every stylesheet is loaded with the first page, but that of Mantine before them and those of the editor with it", () => {
  const listed = readFileSync(new URL("./main.css", import.meta.url), "utf8").match(/(?<=@import ").*(?=")/g);
  const there = import.meta.glob(["./**/*.css", "!./main.css", "!./ui/mantine.css", "!./developers/*"]);
  expect([...(listed ?? [])].sort()).toEqual(Object.keys(there).sort());
});
