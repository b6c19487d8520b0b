import fc from "fast-check";
import { expect, test } from "vitest";
import { shareOf } from "./share.js";

test("the shares of all gateways add up to the limit, and differ by one at most", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 50 }),
      (limit, gateways) => {
        const shares = Array.from({ length: gateways }, (_, position) => shareOf(limit, gateways, position));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(limit);
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      },
    ),
  );
});
