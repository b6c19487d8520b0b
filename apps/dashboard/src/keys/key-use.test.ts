import { describe, expect, test } from "vitest";
import { keyUse } from "./key-use.js";

const NOW = Date.parse("2026-06-01T12:00:00.000Z");
const usedAgo = (ms: number) => ({
  lastUsedAt: new Date(NOW - ms).toISOString(),
  lastUsedAddress: "203.0.113.9",
  lastUsedOperation: "sms.send",
  day: { allowed: 3, denied: 1 },
});
const DAY = 24 * 3_600_000;

describe("the use of a key", () => {
  test("is unknown, not none, until it was told", () => {
    expect(keyUse(undefined, NOW).level).toBe("unknown");
    expect(keyUse(null, NOW).level).toBe("unknown");
  });
  test("is told with its calls, the address and the operation", () => {
    expect(keyUse(usedAgo(180_000), NOW)).toEqual({
      level: "in-use",
      sentence: "Last used 3 min ago from 203.0.113.9 for sms.send, 4 calls in 24 h.",
    });
  });
  test("ends a day after the last call, to the moment", () => {
    expect(keyUse(usedAgo(DAY - 1), NOW).level).toBe("in-use");
    expect(keyUse(usedAgo(DAY), NOW).level).toBe("unused");
  });
  test("is none where there was no call", () => {
    expect(keyUse({ ...usedAgo(0), lastUsedAt: null }, NOW).level).toBe("unused");
  });
});
