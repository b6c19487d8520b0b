import { expect, test, vi } from "vitest";
import { announcer, followHints } from "./hints.js";

/** What a follower that has applied revision 5 does about these messages. */
function looksFor(...messages: string[]) {
  const hint = vi.fn();
  const subscribe = (_: string, listener: (message: string) => void) => {
    for (const message of messages) listener(message);
  };
  followHints({ subscribe }, { revision: 5 }, { hint });
  return hint.mock.calls.length;
}

test("a newer change causes a pull, and so does a message that can't be read", () => {
  expect(looksFor("6")).toBe(1);
  expect(looksFor("hello")).toBe(1);
});

test("an older change, or the same one again, causes none", () => {
  expect(looksFor("5", "4", "5", "-1")).toBe(0);
});

test("before the first load every hint causes a pull", () => {
  const hint = vi.fn();
  followHints({ subscribe: (_, listener) => listener("0") }, { revision: null }, { hint });
  expect(hint).toHaveBeenCalledOnce();
});

test("an announcement that fails is ignored", async () => {
  const publish = vi.fn(() => Promise.reject(new Error("away")));
  announcer({ publish })(7);
  await new Promise((resolve) => setImmediate(resolve));
  expect(publish).toHaveBeenCalledWith(expect.any(String), "7");
});
