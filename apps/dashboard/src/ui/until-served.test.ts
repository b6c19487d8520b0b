import { expect, test, vi } from "vitest";
import { untilServed } from "./until-served.js";

test("it is asked again and again whether a server is reached, until one is", async () => {
  const isServed = vi.fn(async () => false);
  const waiting = untilServed(isServed, new AbortController().signal, 1);
  await vi.waitFor(() => expect(isServed.mock.calls.length).toBeGreaterThan(2));
  isServed.mockImplementation(async () => true);
  await waiting;
});

test("nothing is asked any more once nobody waits for it", async () => {
  const isServed = vi.fn(async () => false);
  await untilServed(isServed, AbortSignal.abort(), 1);
  expect(isServed).not.toHaveBeenCalled();
});
