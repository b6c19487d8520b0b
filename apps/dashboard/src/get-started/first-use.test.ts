import { describe, expect, test } from "vitest";
import { firstRequest, usedLast } from "./first-use.js";

const EARLY = "2026-03-01T12:00:00.000Z";
const LATE = "2026-03-01T13:00:00.000Z";
const NOW = Date.parse(LATE);

describe("the first request", () => {
  test("is waited for while the key was never used", () => {
    expect(firstRequest({ lastUsedAt: null, allowed: 0, denials: [] }, NOW)).toEqual({ state: "waiting" });
  });

  test("that was denied has not passed, and its reason is told", () => {
    expect(firstRequest({ lastUsedAt: LATE, allowed: 0, denials: ["IP_NOT_ALLOWED"] }, NOW)).toEqual({
      state: "denied",
      denial: "IP_NOT_ALLOWED",
    });
  });

  test("has passed once one was allowed, whatever was denied", () => {
    expect(firstRequest({ lastUsedAt: LATE, allowed: 1, denials: ["THROTTLED"] }, NOW)).toEqual({
      state: "passed",
      at: LATE,
    });
  });

  test("of a moment ago, of which only the time is written down yet, is still waited for", () => {
    expect(firstRequest({ lastUsedAt: LATE, allowed: 0, denials: [] }, NOW).state).toBe("waiting");
  });

  test("of long ago, of which nothing else is kept, has passed", () => {
    expect(firstRequest({ lastUsedAt: EARLY, allowed: 0, denials: [] }, NOW).state).toBe("passed");
  });
});

test("of several used keys the last one is told", () => {
  const key = (lastUsedAt: string | null) => ({ lastUsedAt });
  expect(usedLast([key(EARLY), key(null), key(LATE)])?.lastUsedAt).toBe(LATE);
  expect(usedLast([key(null)])).toBeUndefined();
});
