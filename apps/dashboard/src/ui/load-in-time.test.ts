import { expect, test, vi } from "vitest";
import { loadInTime } from "./load-in-time.js";

const MODULE = { default: "a part" };
const failed = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

test("what can't be loaded without a network is there once the network is", async () => {
  const load = vi.fn(failed).mockImplementation(failed);
  const isServed = vi.fn(async () => false);
  const loading = loadInTime<typeof MODULE>(load, isServed, 1);
  await vi.waitFor(() => expect(load.mock.calls.length).toBeGreaterThan(2));
  load.mockImplementation(() => Promise.resolve(MODULE) as never);
  expect(await loading).toBe(MODULE);
});

test("a connection that broke once is forgotten", async () => {
  const load = vi.fn(async () => MODULE).mockImplementationOnce(failed);
  expect(await loadInTime(load, async () => true, 1)).toBe(MODULE);
});

test("what the server has no more is told", async () => {
  await expect(loadInTime(failed, async () => true, 1)).rejects.toThrow("Failed to fetch");
});
