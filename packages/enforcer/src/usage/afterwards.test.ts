import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Afterwards } from "./afterwards.js";

let done: number[];
const collect = () => {
  done = [];
  return new Afterwards<number>((item) => done.push(item));
};

test("what is added is done after the turn in which it was, once, in its order", async () => {
  const afterwards = collect();
  for (const item of [1, 2, 3]) afterwards.add(item);
  expect(done).toEqual([]);
  await turn();
  expect(done).toEqual([1, 2, 3]);
  afterwards.add(4);
  await turn();
  expect(done).toEqual([1, 2, 3, 4]);
});

test("whoever can't wait has it done at once, and nothing twice", async () => {
  const afterwards = collect();
  afterwards.add(1);
  afterwards.catchUp();
  expect(done).toEqual([1]);
  await turn();
  expect(done).toEqual([1]);
});

test("a crowd within one turn does not pile up", () => {
  const afterwards = collect();
  for (let item = 0; item < 10_500; item++) afterwards.add(item);
  expect(done.length).toBeGreaterThanOrEqual(9_500);
});
