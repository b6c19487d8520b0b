import { describe, expect, test } from "vitest";
import { belowPeak, feltFirst, isFelt, limitInWords, limitState } from "./limit-state.js";

const state = (used: number, peak: number, throttled = 0) =>
  limitState({ limit: 200, used, peak, throttled });

describe("a limit", () => {
  test("below 80 % is within", () => expect(state(10, 159).level).toBe("fine"));
  test("from 80 % on is near, with the share in words", () => {
    expect(state(160, 10)).toEqual({ level: "near", words: "Near the limit: 80 %" });
    expect(state(0, 190)).toEqual({ level: "near", words: "Near the limit: 95 %" });
  });
  test("that throttled calls says how many", () => {
    expect(state(0, 200, 1204)).toEqual({ level: "throttled", words: "1,204 calls throttled" });
  });
  test("that nobody used says so; a single call is a use", () => {
    expect(state(0, 0).words).toBe("Not used");
    expect(state(1, 1).words).toBe("Within the limit");
  });
  test("is felt once it is near, or has throttled calls", () => {
    const felt = (peak: number, throttled: number) => isFelt({ limit: 200, used: 0, peak, throttled });
    expect([felt(0, 0), felt(159, 0), felt(160, 0), felt(10, 1)]).toEqual([false, false, true, true]);
  });
  test("stands first where it is felt, throttled before near, and else where it always does", () => {
    const measured = (api: string, peak: number, throttled = 0) => ({
      api,
      limit: 200,
      used: 0,
      peak,
      throttled,
    });
    const limits = [measured("a", 0), measured("b", 190), measured("c", 20), measured("d", 10, 3)];
    expect(feltFirst(limits).map(({ api }) => api)).toEqual(["d", "b", "a", "c"]);
  });
  test("names its window", () => {
    expect(limitInWords(1200, 60)).toBe("1,200 per minute");
    expect(limitInWords(5, 10)).toBe("5 per 10 s");
    expect(limitInWords(1, 1)).toBe("1 per second");
    expect(limitInWords(7, 7200)).toBe("7 per 2 h");
    expect(limitInWords(1_000_000, 86_400)).toBe("1,000,000 per day");
    expect(limitInWords(9, 172_800)).toBe("9 per 2 days");
  });
});

test("a limit below what was called says what it would throttle", () => {
  expect(belowPeak(100, { peak: 1_190, days: 7 })).toBe(
    "In 7 days up to 1,190 calls were made in one window: those beyond 100 would be throttled.",
  );
  expect(belowPeak(1_190, { peak: 1_190, days: 7 })).toBeNull();
});
