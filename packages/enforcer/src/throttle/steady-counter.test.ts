import { expect, test } from "vitest";
import { FakeClock } from "../testing/fake-clock.js";
import { SteadyCounter } from "./steady-counter.js";

const ACCOUNT = { accountId: "a", accountNumber: 0 };
const RULE = { limit: 2, windowSeconds: 60 };

test("a wall clock that is set forward or back frees no slot early and keeps none for longer", () => {
  const clock = new FakeClock();
  const counter = new SteadyCounter(clock);
  const spend = () => counter.spend(ACCOUNT, "sms", RULE, clock.now());
  spend();
  spend();
  for (const step of [3_600_000, -7_200_000]) {
    clock.setWall(clock.now() + step);
    expect(spend()).toMatchObject({ admitted: false, retryAfter: 60_000, resetAt: clock.now() + 60_000 });
  }
  clock.advance(59_999);
  expect(spend()).toMatchObject({ admitted: false, retryAfter: 1 });
  clock.advance(1);
  expect(spend()).toMatchObject({ admitted: true, remaining: 1, resetAt: clock.now() + 60_000 });
});
