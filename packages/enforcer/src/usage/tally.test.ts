import { expect, test } from "vitest";
import { Tally } from "./tally.js";

test("a full tally goes on counting what it knows, and counts what it loses", () => {
  const tally = new Tally<{ calls: number }>(2, (into, from) => {
    into.calls += from.calls;
  });
  for (const name of ["b", "a", "c", "a", "d"]) tally.add(name, { calls: 1 });
  expect(tally.lost).toBe(2);
  expect(tally.take()).toEqual([
    ["a", { calls: 2 }],
    ["b", { calls: 1 }],
  ]);
});
