import { describe, expect, it } from "vitest";
import type { Lease } from "./batch.js";
import { Leases } from "./leases.js";
import { Reports } from "./reports.js";

const LIMIT = { limit: 3_200, window: 60_000 };

/** What was leased of a limit of 3,200 a minute, and what Redis is to be told of it. */
function open(...held: Lease[]) {
  const reports = new Reports();
  const leases = new Leases(reports);
  for (const lease of held) leases.add(lease);
  const told = () => reports.take(0, LIMIT.window).map(({ id, used }) => [id, used]);
  return { leases, reports, told };
}

const lease = (id: string, size: number): Lease => ({
  id,
  size,
  used: 0,
  lastUse: 0,
  since: 0,
  until: 3_000,
});

describe("leases", () => {
  it("are used up one after the other, and each is reported when it has ended", () => {
    const { leases, told } = open(lease("a", 2), lease("b", 1));
    expect([1, 2, 3].map((at) => leases.take(at, LIMIT))).toEqual([true, true, true]);
    expect(told()).toEqual([["a", 2]]);
    expect(leases.take(4, LIMIT)).toBe(false);
    expect(told()).toEqual([["b", 1]]);
    expect(leases.isEmpty).toBe(true);
  });

  it("give nothing from their end on, and what is left of them is returned", () => {
    const { leases, told } = open(lease("a", 5));
    expect(leases.take(2_999, LIMIT)).toBe(true);
    expect(leases.take(3_000, LIMIT)).toBe(false);
    expect(told()).toEqual([["a", 1]]);
  });

  it("are all returned when the limit has changed", () => {
    const { leases, told } = open(lease("a", 5), lease("b", 5));
    leases.end();
    expect([leases.left, leases.isEmpty]).toEqual([0, true]);
    expect(told()).toEqual([
      ["a", 0],
      ["b", 0],
    ]);
  });

  it("are fetched in advance once, when a quarter of a large one is left", () => {
    const { leases } = open(lease("a", 8));
    const isLow = Array.from({ length: 8 }, (_, at) => leases.take(at, LIMIT) && leases.isLow);
    expect(isLow).toEqual([false, false, false, false, false, true, true, true]);
    leases.add(lease("b", 8));
    expect(leases.isLow).toBe(false);
    expect(leases.left).toBe(8);
  });

  it("grow while they are used up at once, up to a part of the limit, and shrink when they last", () => {
    const { leases } = open();
    const use = (size: number, milliseconds: number) => {
      leases.add(lease("a", size));
      for (let used = 0; used < size; used++) leases.take(milliseconds, LIMIT);
      leases.endUsed(milliseconds, LIMIT);
      return leases.size;
    };
    expect([1, 2, 4, 8, 16, 32, 64, 100].map((size) => use(size, 10))).toEqual([
      2, 4, 8, 16, 32, 64, 100, 100,
    ]);
    expect(use(100, 700)).toBe(50);
    // Less than was asked for: nothing more is free.
    expect(use(10, 10)).toBe(50);
  });
});
