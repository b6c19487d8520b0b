import { describe, expect, it } from "vitest";
import { Count, DateTime, parseDateTime } from "./scalars.js";

describe("a DateTime", () => {
  it.each([
    ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31t12:00:00.5z", "2026-01-31T12:00:00.500Z"],
    ["2026-01-31T01:30:00.123456789+05:30", "2026-01-30T20:00:00.123Z"],
    ["2024-02-29T23:59:59-12:00", "2024-03-01T11:59:59.000Z"],
  ])("reads %s as %s", (text, utc) => {
    expect(DateTime.serialize(parseDateTime(text))).toBe(utc);
  });

  it.each([
    "",
    "2026-01-31",
    "2026-01-31T12:00:00",
    "2026-01-31 12:00:00Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-06-30T23:59:60Z",
    "2026-01-01T00:00:00+24:00",
    "9999-12-31T23:59:59-01:00",
    "0000-01-01T00:00:00+01:00",
    1_800_000_000_000,
    null,
  ])("refuses %j", (value) => {
    expect(() => parseDateTime(value)).toThrow("RFC 3339");
  });
});

describe("a Count", () => {
  it("goes beyond 2^31, and no further than numbers are exact", () => {
    expect(Count.serialize(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => Count.serialize(Number.MAX_SAFE_INTEGER + 1)).toThrow();
    expect(() => Count.serialize("5")).toThrow();
  });
});
