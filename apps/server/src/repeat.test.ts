import { expect, it, vi } from "vitest";
import { repeat } from "./repeat.js";

vi.mock("node:timers/promises", () => ({ setTimeout: async () => {} }));

it("tells of what goes on failing at first and then once a minute, and of what fails again at once", async () => {
  const told: number[] = [];
  let second = 0;
  await new Promise<void>((resolve) => {
    const stop = repeat(
      1_000,
      async () => {
        second += 1;
        if (second === 200) void stop().then(resolve);
        else if (second !== 121) throw new Error("the database is away");
      },
      () => told.push(second),
    );
  });
  expect(told).toEqual([1, 61, 122, 182]);
});
