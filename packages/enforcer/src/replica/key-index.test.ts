import { Span } from "@latchkey/enforcement";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyIndex } from "./key-index.js";

const NOBODY = 1_000;
/** The address of a key is its number, and its text is made from it. */
const textOf = (number: number) => `lk_${number}`;
const texts = { difference: (address: number, key: Span) => Number(!key.equals(textOf(address))) };

/** Sets and deletes keys, and holds the index to a set after every step. `hashOf`: by the key's number. */
function follow(numbers: readonly number[], hashOf?: (number: number) => number): void {
  const hash = hashOf && ((key: Span) => hashOf(Number(key.toString().slice(3))));
  const index = hash ? new KeyIndex(texts, NOBODY, hash) : new KeyIndex(texts, NOBODY);
  const plain = new Set<number>();
  for (const number of numbers) {
    const key = Span.of(textOf(number));
    if (plain.delete(number)) expect(index.delete(key)).toBe(number);
    else {
      plain.add(number);
      expect(index.set(key, number)).toBe(-1);
      expect(index.set(key, number)).toBe(number);
    }
    expect(index.size).toBe(plain.size);
  }
  expect([...index.addresses()].sort()).toEqual([...plain].sort());
  for (let number = 0; number < 100; number++) {
    expect(index.has(Span.of(textOf(number)))).toBe(Number(plain.has(number)));
    if (plain.has(number)) expect(index.compared).toBe(number);
    else expect(plain.size === 0 ? [NOBODY] : [...plain]).toContain(index.compared);
  }
}

describe("an index of keys", () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 300 });

  test("finds what is there and nothing else, whatever was set and deleted", () => {
    fc.assert(fc.property(numbers, (steps) => follow(steps)));
  });

  test.each([
    ["all of them", () => 7],
    ["those of one bucket", (number: number) => number * 2 ** 20],
    ["neighbours", (number: number) => number >> 4],
    ["none, and the last bucket is full", (number: number) => 2 ** 32 - 1 - (number >> 5)],
  ])("does so when hashes are equal or crowded: %s", (_, hashOf) => {
    fc.assert(fc.property(numbers, (steps) => follow(steps, (number) => hashOf(number) | 0)));
  });
});

describe("what stands in for a key that is not there", () => {
  /** How often each key of an index stood in for one of 8,000 that it lacks. */
  function standIns(index: KeyIndex): number[] {
    const times = new Map<number, number>();
    for (let number = 100; number < 8_100; number++) {
      index.has(Span.of(textOf(number)));
      times.set(index.compared, (times.get(index.compared) ?? 0) + 1);
    }
    return [...times.values()];
  }

  test("is any of its bucket's keys, one as often as another, also after some were deleted", () => {
    const index = new KeyIndex(texts, NOBODY);
    for (let number = 0; number < 8; number++) index.set(Span.of(textOf(number)), number);
    for (const number of [0, 3, 7]) index.delete(Span.of(textOf(number)));
    const times = standIns(index);
    expect(times).toHaveLength(5);
    for (const count of times) expect(Math.abs(count - 1_600)).toBeLessThan(200);
  });

  test("is always the same one for the same key", () => {
    const index = new KeyIndex(texts, NOBODY);
    for (let number = 0; number < 100; number++) index.set(Span.of(textOf(number)), number);
    index.has(Span.of(textOf(100)));
    const before = index.compared;
    index.has(Span.of(textOf(101)));
    index.has(Span.of(textOf(100)));
    expect(index.compared).toBe(before);
  });
});
