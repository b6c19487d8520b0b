import { describe, expect, it } from "vitest";
import type { LimitRule, ThrottleCounter } from "../rules.js";
import { counted } from "./counted.js";

/** A counter to test, with its time, which may be real or made up. */
export interface CounterUnderTest {
  counter: ThrottleCounter;
  /** Epoch milliseconds, as the counter is told. */
  now(): number;
  /** Lets time pass. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const WINDOW = 1_000;
/** Milliseconds by which a slot may be free late, and a real clock be read late. */
const SLACK = 800;

/** The contract of `ThrottleCounter`: every implementation runs this suite. */
export function throttleContract(name: string, make: () => Promise<CounterUnderTest>): void {
  const rule = (limit: number): LimitRule => ({ limit, windowSeconds: WINDOW / 1000 });
  const withCounter = (work: (test: CounterUnderTest) => Promise<void>) => async () => {
    const test = await make();
    try {
      await work(test);
    } finally {
      await test.close();
    }
  };
  const spend = async ({ counter, now }: CounterUnderTest, limit: number, account = "a", api = "sms") =>
    await counter.spend(counted(account), api, rule(limit), now());

  describe(`${name}: spending`, () => {
    it(
      "admits the limit and no more, and counts down",
      withCounter(async (test) => {
        for (let call = 1; call <= 5; call++) {
          expect(await spend(test, 5)).toMatchObject({ admitted: true, remaining: 5 - call });
        }
        expect(await spend(test, 5)).toMatchObject({ admitted: false, remaining: 0 });
      }),
    );

    it(
      "tells truly when a slot is free, and when all are",
      withCounter(async (test) => {
        await spend(test, 2);
        await test.pass(200);
        const second = test.now();
        const { resetAt: full } = await spend(test, 2);
        expect(full).toBeGreaterThanOrEqual(second + WINDOW);
        expect(full).toBeLessThanOrEqual(second + WINDOW + SLACK);
        const { retryAfter, resetAt } = await spend(test, 2);
        expect(retryAfter).toBeGreaterThan(0);
        expect(retryAfter).toBeLessThanOrEqual(WINDOW);
        expect(resetAt).toBeGreaterThanOrEqual(second + WINDOW);
        await test.pass(Math.ceil(retryAfter));
        expect(await spend(test, 2)).toMatchObject({ admitted: true });
      }),
    );

    it(
      "keeps each account and each Api by itself",
      withCounter(async (test) => {
        for (const [account, api] of [
          ["a", "sms"],
          ["a", "voice"],
          ["b", "sms"],
        ]) {
          expect(await spend(test, 1, account, api)).toMatchObject({ admitted: true });
          expect(await spend(test, 1, account, api)).toMatchObject({ admitted: false });
        }
      }),
    );

    it(
      "follows a changed limit at once, and never tells of less than none",
      withCounter(async (test) => {
        for (let call = 0; call < 4; call++) await spend(test, 5);
        expect(await spend(test, 2)).toMatchObject({ admitted: false, remaining: 0 });
        expect(await spend(test, 6)).toMatchObject({ admitted: true });
        expect(await spend(test, 6)).toMatchObject({ admitted: true, remaining: 0 });
        expect(await spend(test, 6)).toMatchObject({ admitted: false });
      }),
    );

    it(
      "admits no more than the limit of many at once",
      withCounter(async (test) => {
        const states = await Promise.all(Array.from({ length: 50 }, () => spend(test, 7)));
        expect(states.filter(({ admitted }) => admitted)).toHaveLength(7);
      }),
    );
  });

  describe(`${name}: peeking`, () => {
    it(
      "tells how it stands, and spends nothing",
      withCounter(async (test) => {
        const { counter, now } = test;
        const peek = async () => await counter.peek(counted("a"), "sms", rule(2), now());
        expect(await peek()).toMatchObject({ admitted: true, remaining: 2, retryAfter: 0 });
        await spend(test, 2);
        for (let again = 0; again < 3; again++) {
          expect(await peek()).toMatchObject({ admitted: true, remaining: 1, retryAfter: 0 });
        }
        await spend(test, 2);
        const { retryAfter } = await peek();
        expect(await peek()).toMatchObject({ admitted: false, remaining: 0 });
        expect(retryAfter).toBeGreaterThan(0);
        expect(retryAfter).toBeLessThanOrEqual(WINDOW + SLACK);
      }),
    );
  });

  describe(`${name}: remembering`, () => {
    it(
      "tells how many this process admitted in the window",
      withCounter(async (test) => {
        const admitted = () => test.counter.admitted(counted("a"), "sms", rule(3), test.now());
        expect(admitted()).toBe(0);
        for (let call = 0; call < 5; call++) await spend(test, 3);
        expect(admitted()).toBe(3);
        await test.pass(WINDOW + 10);
        expect(admitted()).toBe(0);
      }),
    );
  });
}
