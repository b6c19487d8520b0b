import { expect, it } from "vitest";
import type { Context } from "./context.js";
import { batched, inGroups } from "./loader.js";

const context = {} as Context;

it("asks once for all that is asked for in the same tick, and for the same once only", async () => {
  const asked: string[][] = [];
  const lengths = batched<string, number>(async (_, texts) => {
    asked.push([...texts]);
    return texts.map((text) => text.length);
  });
  const answers = Promise.all(["a", "bb", "a", "ccc", "bb"].map((text) => lengths(context, text)));
  expect(await answers).toEqual([1, 2, 1, 3, 2]);
  expect(asked).toEqual([["a", "bb", "ccc"]]);
});

it("takes keys for the same by their names", async () => {
  const asked: { days: number }[][] = [];
  const doubled = batched<{ days: number }, number>(
    async (_, periods) => {
      asked.push([...periods]);
      return periods.map(({ days }) => days * 2);
    },
    ({ days }) => days,
  );
  const answers = [7, 30, 7].map((days) => doubled(context, { days }));
  expect(await Promise.all(answers)).toEqual([14, 60, 14]);
  expect(asked).toEqual([[{ days: 7 }, { days: 30 }]]);
});

it("asks anew in the next tick", async () => {
  let calls = 0;
  const count = batched<string, number>(async (_, texts) => texts.map(() => ++calls));
  expect(await count(context, "a")).toBe(1);
  expect(await count(context, "a")).toBe(2);
});

it("loads what agrees in a property by one call, and gives the values in the order of the keys", async () => {
  const calls: number[] = [];
  const keys = [{ days: 7 }, { days: 30 }, { days: 7 }].map((key, at) => ({ ...key, at }));
  const values = await inGroups(keys, "days", async (days, group) => {
    calls.push(days);
    return group.map(({ at }) => `${at} of ${days}`);
  });
  expect(values).toEqual(["0 of 7", "1 of 30", "2 of 7"]);
  expect(calls).toEqual([7, 30]);
});
