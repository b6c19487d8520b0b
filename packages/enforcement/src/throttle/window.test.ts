import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counted } from "../testing/counted.js";
import { WindowCounter } from "./window.js";

const MINUTE = { limit: 2, windowSeconds: 60 };

describe("a trailing window", () => {
  it("admits exactly what a log of all admissions leaves room for, limits changing meanwhile", () => {
    const call = fc.record({
      wait: fc.nat({ max: 700 }),
      limit: fc.integer({ min: 1, max: 12 }),
      calls: fc.nat({ max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (steps) => {
        const counter = new WindowCounter();
        let log: number[] = [];
        let now = 1000;
        for (const { wait, limit, calls } of steps) {
          now += wait;
          for (let at = 0; at < calls; at++) {
            log = log.filter((time) => time > now - 2000);
            const admitted = log.length < limit;
            if (admitted) log.push(now);
            const freed = log[log.length - limit];
            const state = {
              admitted,
              remaining: Math.max(0, limit - log.length),
              resetAt: (log.at(-1) ?? 0) + 2000,
              retryAfter: freed === undefined ? 0 : freed + 2000 - now,
            };
            expect(counter.spend(counted("a"), "sms", { limit, windowSeconds: 2 }, now)).toEqual(state);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("admits the limit in each of twenty windows under ten times the load and more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.infiniteStream(fc.nat({ max: 4 })), (limit, waits) => {
        const counter = new WindowCounter();
        let now = 0;
        let admitted = 0;
        for (const wait of waits) {
          now += wait;
          if (now >= 20 * 2_000) break;
          for (let call = 0; call < 2; call++) {
            if (counter.spend(counted("a"), "sms", { limit, windowSeconds: 2 }, now).admitted) admitted++;
          }
        }
        expect(admitted).toBe(20 * limit);
      }),
      { numRuns: 20 },
    );
  });

  it("never admits more than the limit in any window, however the clock jitters", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -900, max: 1200 }), { maxLength: 150 }), (steps) => {
        const counter = new WindowCounter();
        const admitted: number[] = [];
        let now = 100_000;
        let newest = 0;
        for (const step of steps) {
          now = Math.max(now + step, newest - 1000);
          newest = Math.max(newest, now);
          if (counter.spend(counted("a"), "sms", { limit: 3, windowSeconds: 2 }, now).admitted)
            admitted.push(newest);
        }
        for (let at = 3; at < admitted.length; at++) {
          expect((admitted[at] ?? 0) - (admitted[at - 3] ?? 0)).toBeGreaterThanOrEqual(2000);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("frees a slot exactly one window after it was taken", () => {
    const counter = new WindowCounter();
    for (const now of [0, 10]) counter.spend(counted("a"), "sms", MINUTE, now);
    expect(counter.spend(counted("a"), "sms", MINUTE, 59_999)).toMatchObject({
      admitted: false,
      retryAfter: 1,
    });
    expect(counter.spend(counted("a"), "sms", MINUTE, 60_000)).toMatchObject({
      admitted: true,
      remaining: 0,
    });
    expect(counter.spend(counted("a"), "sms", MINUTE, 60_000)).toMatchObject({
      admitted: false,
      retryAfter: 10,
    });
  });
});

describe("a peek", () => {
  it("tells how it stands, and spends and makes nothing", () => {
    const counter = new WindowCounter();
    expect(counter.peek(counted("a"), "sms", MINUTE, 5)).toEqual({
      admitted: true,
      remaining: 2,
      resetAt: 5,
      retryAfter: 0,
    });
    expect(counter.size).toBe(0);
    counter.spend(counted("a"), "sms", MINUTE, 5);
    counter.spend(counted("a"), "sms", MINUTE, 6);
    for (const _ of [1, 2])
      expect(counter.peek(counted("a"), "sms", MINUTE, 10)).toMatchObject({ admitted: false, remaining: 0 });
  });
});

describe("a limit that is lowered", () => {
  it("leaves nothing, never less, and says when one is free", () => {
    const counter = new WindowCounter();
    for (let now = 0; now < 100; now++)
      counter.spend(counted("a"), "sms", { limit: 100, windowSeconds: 60 }, now);
    const state = counter.spend(counted("a"), "sms", { limit: 10, windowSeconds: 60 }, 200);
    expect(state).toEqual({ admitted: false, remaining: 0, resetAt: 60_099, retryAfter: 60_090 - 200 });
  });
});

describe("a clock that is set back", () => {
  it("frees nothing early, and nothing later than a window of its own", () => {
    const counter = new WindowCounter();
    for (const now of [3_600_000, 3_600_000]) counter.spend(counted("a"), "sms", MINUTE, now);
    expect(counter.spend(counted("a"), "sms", MINUTE, 0)).toMatchObject({
      admitted: false,
      resetAt: 60_000,
      retryAfter: 60_000,
    });
    expect(counter.spend(counted("a"), "sms", MINUTE, 59_999).admitted).toBe(false);
    expect(counter.spend(counted("a"), "sms", MINUTE, 60_000).admitted).toBe(true);
  });
});

describe("many counters", () => {
  it("count each account and Api apart, as they grow, become idle and are used again", () => {
    const call = fc.record({
      account: fc.constantFrom("a", "b", "c", "d", "e"),
      api: fc.constantFrom("sms", "voice"),
      wait: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 3_000 })),
      calls: fc.nat({ max: 40 }),
    });
    const rule = { limit: 60, windowSeconds: 1 };
    fc.assert(
      fc.property(fc.array(call, { maxLength: 80 }), (steps) => {
        const counter = new WindowCounter();
        const logs = new Map<string, number[]>();
        let now = 0;
        for (const { account, api, wait, calls } of steps) {
          const name = `${account} ${api}`;
          for (let spent = 0; spent < calls; spent++) {
            now += spent === 0 ? wait : 1;
            const log = (logs.get(name) ?? []).filter((time) => time > now - 1_000);
            logs.set(name, log);
            const admitted = log.length < rule.limit;
            if (admitted) log.push(now);
            const remaining = rule.limit - log.length;
            expect(counter.spend(counted(account), api, rule, now)).toMatchObject({ admitted, remaining });
          }
        }
        for (const [name, log] of logs) {
          const [account = "", api = ""] = name.split(" ");
          const left = log.filter((time) => time > now - 1_000).length;
          expect(counter.admitted(counted(account), api, rule, now)).toBe(left);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("memory", () => {
  it("of idle counters is released as others are used", () => {
    const counter = new WindowCounter();
    for (let account = 0; account < 1000; account++) counter.spend(counted(`a${account}`), "sms", MINUTE, 0);
    expect(counter.size).toBe(1000);
    for (let call = 0; call < 8100; call++) counter.spend(counted("busy"), "sms", MINUTE, 60_000 + call);
    expect(counter.size).toBe(1);
  });

  it("of idle counters never piles up as new ones are made", () => {
    const counter = new WindowCounter();
    for (let account = 0; account < 5000; account++)
      counter.spend(counted(`a${account}`), "sms", MINUTE, 6000 * account);
    expect(counter.size).toBeLessThan(25);
  });

  it("is released by a timer too, and counters in use are kept", () => {
    const counter = new WindowCounter();
    for (let account = 0; account < 9; account++)
      counter.spend(counted(`a${account}`), "sms", MINUTE, account);
    counter.releaseIdle(60_004);
    expect(counter.size).toBe(4);
    expect(counter.peek(counted("a8"), "sms", MINUTE, 60_004).remaining).toBe(1);
  });

  it("holds a million admissions within a minute, each counted", () => {
    const counter = new WindowCounter();
    const rule = { limit: 1_000_000, windowSeconds: 60 };
    for (let call = 0; call < 1_000_000; call++)
      counter.spend(counted("a"), "sms", rule, Math.floor(call / 20));
    expect(counter.spend(counted("a"), "sms", rule, 50_000)).toMatchObject({
      admitted: false,
      retryAfter: 10_000,
    });
    expect(counter.spend(counted("a"), "sms", rule, 60_000)).toMatchObject({ admitted: true, remaining: 19 });
  });
});
