import { createLogRoom } from "@latchkey/enforcement";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ledger } from "./ledger.js";
import { deniedState, shareState } from "./states.js";

/** How fast a clock is beside that of Redis: the rates differ by a thousandth at most. */
const rate = fc.double({ min: 0.999, max: 1.001, noNaN: true });

function deniedLedger(windowSeconds: number, limit: number, wait: number): Ledger {
  const ledger = new Ledger("account", "sms", createLogRoom(), () => 0);
  ledger.follow({ limit, windowSeconds });
  ledger.hear({ closed: 0, taken: limit, wait, last: wait }, 0);
  return ledger;
}

describe("Retry-After", () => {
  it("is never before a slot is free by Redis' clock, whatever the others show, and hardly later", () => {
    const seconds = fc.integer({ min: 1, max: 3_600 });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(seconds, part, part, rate, rate, (window, of, passed, gateway, client) => {
      const wait = 1 + of * window * 1000;
      const since = passed * wait;
      const { retryAfter } = deniedState(deniedLedger(window, 10, wait), since * gateway, 0);
      // Its timer ends a millisecond early, and the gateway's reading of the clock is a millisecond old.
      const back = since + (retryAfter - 1) / client - 1;
      expect(back).toBeGreaterThanOrEqual(wait - 0.002);
      expect(retryAfter).toBeLessThanOrEqual((wait - since) * 1.001 + 0.0021 * wait + 3);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it("is not before this gateway asks again about a hot counter either", () => {
    const ledger = deniedLedger(60, 1_000, 5);
    expect(deniedState(ledger, 0, 0).retryAfter).toBeGreaterThanOrEqual(ledger.heard.askAt);
  });

  it("is some seconds where this gateway's share is nothing: counting may be shared again at any moment", () => {
    expect(shareState(deniedLedger(3_600, 2, 0), 0, false, 0, 0)).toMatchObject({ retryAfter: 5_000 });
    expect(shareState(deniedLedger(3, 2, 0), 0, false, 0, 0)).toMatchObject({ retryAfter: 3_000 });
  });
});
