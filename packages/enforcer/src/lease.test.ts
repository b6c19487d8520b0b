import { expect, test } from "vitest";
import { Lease } from "./lease.js";
import { FakeClock } from "./testing/fake-clock.js";

test("a lease does not hold before the first good pull", () => {
  expect(new Lease(new FakeClock(), 30).holds()).toBe(false);
});

test("a lease ends exactly its seconds after the last good pull began", () => {
  const clock = new FakeClock();
  const lease = new Lease(clock, 30);
  const start = clock.monotonic();
  clock.advance(4_000);
  lease.renew(start);
  clock.advance(25_999);
  expect(lease.holds()).toBe(true);
  clock.advance(1);
  expect(lease.holds()).toBe(false);
  expect(lease.age()).toBe(30_000);
});

test("setting the wall clock neither ends nor lengthens a lease", () => {
  const clock = new FakeClock();
  const lease = new Lease(clock, 30);
  lease.renew(clock.monotonic());
  clock.setWall(clock.now() + 86_400_000);
  expect(lease.holds()).toBe(true);
  clock.setWall(0);
  clock.advance(30_000);
  expect(lease.holds()).toBe(false);
});
