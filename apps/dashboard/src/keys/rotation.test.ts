import { describe, expect, test } from "vitest";
import { newTokenShare, oldTokenState, oldTokenUse, QUIET_MS } from "./rotation.js";

const NOW = Date.parse("2026-06-01T12:00:00.000Z");
const usedAgo = (ms: number) => ({
  lastUsedAt: new Date(NOW - ms).toISOString(),
  lastUsedAddress: "203.0.113.9",
  lastUsedOperation: "sms.send",
  lastDay: 214,
});

describe("an old token", () => {
  test("used three minutes ago is still in use, with its calls, the address and the operation", () => {
    expect(oldTokenState(usedAgo(180_000), NOW)).toEqual({
      level: "in-use",
      sentence: "Still in use: 214 calls in 24 h, last from 203.0.113.9 for sms.send 3 min ago.",
    });
  });
  test("unused for just under six hours is not called safe", () => {
    expect(oldTokenState(usedAgo(QUIET_MS - 1), NOW)).toEqual({
      level: "quiet",
      sentence: "Quiet for 5 h. Last call from 203.0.113.9 for sms.send; not yet sure that all have moved.",
    });
  });
  test("unused for six hours is safe to delete", () => {
    expect(oldTokenState(usedAgo(QUIET_MS), NOW)).toEqual({
      level: "safe",
      sentence: "Safe to delete: unused for 6 h.",
    });
  });
  test("says in a list when it was used last", () => {
    expect(oldTokenUse(usedAgo(180_000).lastUsedAt, NOW)).toBe("Old token used 3 min ago");
    expect(oldTokenUse(null, NOW)).toBe("Old token never used");
  });
  test("that was never used is safe to delete", () => {
    const never = { lastUsedAt: null, lastUsedAddress: null, lastUsedOperation: null, lastDay: 0 };
    expect(oldTokenState(never, NOW).level).toBe("safe");
  });
});

describe("the share of the new token", () => {
  test("is in whole percent", () => {
    expect(newTokenShare(1, 2)).toBe(67);
  });
  test("is all or nothing only where the other token was not used at all", () => {
    expect([newTokenShare(0, 5), newTokenShare(5, 0), newTokenShare(0, 0)]).toEqual([100, 0, 0]);
    expect([newTokenShare(1, 10_000), newTokenShare(10_000, 1)]).toEqual([99, 1]);
  });
});
