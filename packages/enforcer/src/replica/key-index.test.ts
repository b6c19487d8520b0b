import { Span } from "@latchkey/enforcement";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyIndex } from "./key-index.js";

const NOBODY = 1_000;
/** The address of a key is its number, and its text is made from it. */
const textOf = (number: number) => `lk_${number}`;
const texts = { hasKey: (address: number, key: Span) => key.equals(textOf(address)) };

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
    expect(index.has(Span.of(textOf(number)))).toBe(plain.has(number));
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
    fc.assert(fc.property(numbers, (steps) => follow(steps, (number) => hashOf(number) >>> 0)));
  });
});
