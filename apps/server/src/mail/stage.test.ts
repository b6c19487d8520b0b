import { describe, expect, it } from "vitest";
import { HOUR } from "../durations.js";
import { stageOf } from "./stage.js";

const STAGES = [
  { name: "2h", before: 2 * HOUR },
  { name: "24h", before: 24 * HOUR },
];
const at = (hours: number) => new Date(Date.parse("2026-03-01T00:00:00Z") + hours * HOUR);
const reached = (from: number, until: number, now: number) =>
  stageOf(STAGES, { from: at(from), until: at(until), now: at(now) })?.name ?? null;

describe("the stage before an end", () => {
  it.each([
    [0, null],
    [23.99, null],
    [24, "24h"],
    [45.99, "24h"],
    [46, "2h"],
    [47.99, "2h"],
  ])("of 48 hours is, after %d: %s", (now, name) => {
    expect(reached(0, 48, now)).toBe(name);
  });

  it("is none when it lies at the beginning or before it", () => {
    expect(reached(0, 24, 1)).toBeNull();
    expect(reached(0, 2, 1)).toBeNull();
    expect(reached(0, 10, 5)).toBeNull();
    expect(reached(0, 10, 8)).toBe("2h");
  });
});
