import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Afterwards } from "./afterwards.js";

let done: number[];
const collect = () => {
  done = [];
  return new Afterwards<number>((item) => done.push(item));
};

test("items are handled after the turn in which they were added, once and in order", async () => {
  const afterwards = collect();
  for (const item of [1, 2, 3]) afterwards.add(item);
  expect(done).toEqual([]);
  await turn();
  expect(done).toEqual([1, 2, 3]);
  afterwards.add(4);
  await turn();
  expect(done).toEqual([1, 2, 3, 4]);
});

test("catching up handles at once what waits, and nothing twice", async () => {
  const afterwards = collect();
  afterwards.add(1);
  afterwards.catchUp();
  expect(done).toEqual([1]);
  await turn();
  expect(done).toEqual([1]);
});

test("very many items in one turn are handled before it ends, so that they don't pile up", () => {
  const afterwards = collect();
  for (let item = 0; item < 10_500; item++) afterwards.add(item);
  expect(done.length).toBeGreaterThanOrEqual(9_500);
});
