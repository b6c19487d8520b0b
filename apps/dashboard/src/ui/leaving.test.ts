import { expect, test, vi } from "vitest";
import { guardLeaving, mayLeave } from "./leaving.js";

test("where nothing would be lost nobody is asked", async () => {
  expect(await mayLeave()).toBe(true);
});

test("who stays for one thing is not asked about the next", async () => {
  const [first, second] = [vi.fn(async () => false), vi.fn(async () => true)];
  const ends = [guardLeaving(first), guardLeaving(second)];
  expect(await mayLeave()).toBe(false);
  expect(second).not.toHaveBeenCalled();
  first.mockResolvedValue(true);
  expect(await mayLeave()).toBe(true);
  expect(second).toHaveBeenCalledOnce();
  for (const end of ends) end();
});

test("what was saved meanwhile is asked about no more", async () => {
  guardLeaving(async () => false)();
  expect(await mayLeave()).toBe(true);
});
