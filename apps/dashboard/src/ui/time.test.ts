import { describe, expect, test, vi } from "vitest";
import {
  countdown,
  everyTime,
  localDate,
  localTime,
  relativeTime,
  span,
  utcTime,
  withLocalTimes,
} from "./time.js";

const NOW = Date.parse("2026-03-29T00:30:00.000Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a relative time", () => {
  test.each([
    [0, "just now"],
    [9_999, "just now"],
    [10_000, "10 s ago"],
    [3 * MINUTE, "3 min ago"],
    [6 * HOUR + MINUTE, "6 h ago"],
    [47 * HOUR, "47 h ago"],
    [48 * HOUR, "2 days ago"],
    [-28 * HOUR, "in 28 h"],
    [1_000 - 7 * 24 * HOUR, "in 7 days"],
    [-6 * 24 * HOUR - HOUR, "in 6 days"],
    [MINUTE - 48 * HOUR, "in 2 days"],
    [1_000 - HOUR, "in 1 h"],
    [-90_000, "in 2 min"],
  ])("of %i ms ago reads “%s”", (ago, words) => {
    expect(relativeTime(NOW - ago, NOW)).toBe(words);
  });

  test("never counts below zero", () => {
    expect(span(-5)).toBe("0 s");
  });
});

describe("a countdown", () => {
  test("shows 48 hours as hours, also across a change to daylight saving", () => {
    expect(countdown(NOW + 48 * HOUR, NOW)).toBe("48:00:00");
  });
  test("shows the second under way until it is over", () => {
    expect(countdown(NOW + 1, NOW)).toBe("0:00:01");
    expect(countdown(NOW, NOW)).toBe("0:00:00");
  });
  test("stays at nothing afterwards", () => {
    expect(countdown(NOW - HOUR, NOW)).toBe("0:00:00");
  });
});

test("UTC is written as UTC, wherever the reader is", () => {
  expect(utcTime(NOW)).toBe("2026-03-29 00:30 UTC");
});

test("a moment is told by the reader's clock and in UTC, and once where these are the same", () => {
  vi.stubEnv("TZ", "Asia/Kolkata");
  expect(everyTime(NOW)).toEqual([localTime(NOW), "2026-03-29 00:30 UTC"]);
  vi.stubEnv("TZ", "UTC");
  expect(everyTime(NOW)).toEqual([localTime(NOW)]);
  vi.unstubAllEnvs();
});

test("moments in a sentence of the server are told by the reader's clock, and all else stays", () => {
  const local = localTime(NOW);
  expect(withLocalTimes("Try again at 2026-03-29 00:30 UTC.")).toBe(`Try again at ${local}.`);
  expect(withLocalTimes("Ends at 2026-03-29T00:30:00.000Z, or 2026-03-29 00:30 UTC.")).toBe(
    `Ends at ${local}, or ${local}.`,
  );
  for (const other of ["Key 2026-03-29 was made.", "Since 2026-13-41 25:61 UTC.", ""])
    expect(withLocalTimes(other)).toBe(other);
});

test("a day is the reader's own, not that of UTC", () => {
  const at = Date.parse("2026-03-29T21:30:00.000Z");
  vi.stubEnv("TZ", "Asia/Kolkata");
  expect(localDate(at)).toBe("30 Mar 2026");
  vi.stubEnv("TZ", "UTC");
  expect(localDate(at)).toBe("29 Mar 2026");
  vi.unstubAllEnvs();
});
