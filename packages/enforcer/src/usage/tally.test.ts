import { expect, test } from "vitest";
import { Tally } from "./tally.js";

test("a full tally goes on counting what it knows, and counts what it loses", () => {
  const tally = new Tally<{ calls: number }>(2, (into, from) => {
    into.calls += from.calls;
  });
  const held = ["b", "a", "c", "a", "d"].map((name) => tally.add(name, { calls: 1 })?.calls);
  expect(held).toEqual([1, 1, undefined, 2, undefined]);
  expect(tally.lost).toBe(2);
  expect(tally.take()).toEqual([
    ["a", { calls: 2 }],
    ["b", { calls: 1 }],
  ]);
});
