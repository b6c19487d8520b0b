import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Arena } from "./arena.js";

const PAGE = 2 ** 17;

interface Run {
  address: number;
  units: number;
  mark: number;
}

function newArena() {
  return new Arena((units) => new Float64Array(units));
}

function fill(arena: Arena<Float64Array>, { address, units, mark }: Run): void {
  const start = Arena.offset(address);
  arena.page(address).fill(mark, start, start + units);
}

function holds(arena: Arena<Float64Array>, { address, units, mark }: Run): boolean {
  const start = Arena.offset(address);
  const run = arena.page(address).subarray(start, start + units);
  return run.length === units && run.every((number) => number === mark);
}

describe("runs", () => {
  it("never overlap, however many were allocated and freed before", () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: PAGE / 2, max: 2 * PAGE }));
    const steps = fc.array(fc.record({ size, gives: fc.boolean(), which: fc.nat() }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (steps) => {
        const arena = newArena();
        const runs: Run[] = [];
        steps.forEach(({ size, gives, which }, mark) => {
          const [given] = gives && runs.length > 0 ? runs.splice(which % runs.length, 1) : [];
          if (given) arena.give(given.address, given.units);
          const run = { address: arena.take(size), units: size, mark };
          fill(arena, run);
          runs.push(run);
        });
        for (const run of runs) expect(holds(arena, run)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("take the memory of freed runs of their size", () => {
    const arena = newArena();
    for (const units of [3, 1_000, 3 * PAGE]) {
      const first = arena.take(units);
      const { size } = arena;
      for (let time = 0; time < 100; time++) {
        arena.give(first, units);
        expect(arena.take(units)).toBe(first);
      }
      expect(arena.size).toBe(size);
    }
  });

  it("go on filling a page after one has needed a page of its own", () => {
    const arena = newArena();
    const before = arena.take(1);
    arena.take(2 * PAGE);
    expect(arena.take(1)).toBe(before + 1);
    expect(arena.size).toBe(8 * 3 * PAGE);
  });
});
