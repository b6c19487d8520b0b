import { afterEach, expect, test, vi } from "vitest";
import { Feed } from "./feed.js";
import { Lease } from "./lease.js";
import { silentLogger } from "./logger.js";
import { FakeClock } from "./testing/fake-clock.js";

const clock = new FakeClock();
let feed: Feed;

afterEach(() => feed.close());

function start(pull: () => Promise<boolean>, pollMilliseconds = 3_600_000) {
  const lease = new Lease(clock, 30);
  const logger = { ...silentLogger, warn: vi.fn(), info: vi.fn() };
  const onPulled = vi.fn();
  feed = new Feed({ clock, logger, lease, pollMilliseconds, pull, onPulled });
  return { lease, logger, onPulled };
}

test("it is ready after the first good pull, and holds a lease from that pull's start", async () => {
  const { lease } = start(async () => {
    clock.advance(5_000);
    return true;
  });
  await feed.pull();
  await feed.ready;
  expect(lease.age()).toBe(5_000);
});

test("a call during a pull causes another one, since that one may have read before the change", async () => {
  let pulls = 0;
  let release = () => {};
  start(() => {
    pulls++;
    return new Promise((resolve) => {
      release = () => resolve(false);
    });
  });
  const first = feed.pull();
  const hint = feed.pull();
  const sameHint = feed.pull();
  release();
  await first;
  expect(pulls).toBe(2);
  release();
  await Promise.all([hint, sameHint]);
  expect(pulls).toBe(2);
});

test("a failed pull does not renew the lease; failure and recovery are each logged once", async () => {
  let isAway = true;
  const { lease, logger, onPulled } = start(async () => {
    if (isAway) throw new Error("away");
    return true;
  });
  await feed.pull();
  await feed.pull();
  expect(lease.holds()).toBe(false);
  expect(onPulled).not.toHaveBeenCalled();
  expect(logger.warn).toHaveBeenCalledTimes(1);
  isAway = false;
  await feed.pull();
  expect(lease.holds()).toBe(true);
  expect(logger.info).toHaveBeenCalledWith({}, "the database answers again");
});

test("it pulls by itself again and again, also after a failure", async () => {
  let pulls = 0;
  start(async () => {
    pulls++;
    if (pulls === 2) throw new Error("away");
    return false;
  }, 5);
  await feed.pull();
  await vi.waitFor(() => expect(pulls).toBeGreaterThan(4));
});

test("a hint causes a pull at once, and none while the database is away", async () => {
  let isAway = false;
  let pulls = 0;
  start(async () => {
    pulls++;
    if (isAway) throw new Error("away");
    return false;
  });
  feed.hint();
  expect(pulls).toBe(1);
  await feed.pull();
  isAway = true;
  await feed.pull();
  const then = pulls;
  feed.hint();
  await new Promise((resolve) => setImmediate(resolve));
  expect(pulls).toBe(then);
});

test("while the database is away, the pauses grow to a second and are randomised", async () => {
  const pauses: number[] = [];
  const timer = vi.spyOn(globalThis, "setTimeout").mockImplementation(((_: () => void, pause: number) => {
    pauses.push(pause);
  }) as never);
  start(() => Promise.reject(new Error("away")), 100);
  for (let failures = 0; failures < 200; failures++) await feed.pull();
  timer.mockRestore();
  for (const [at, most] of [200, 400, 800, 1_000, 1_000].entries()) {
    expect(pauses[at]).toBeGreaterThanOrEqual(most / 2);
    expect(pauses[at]).toBeLessThan(most);
  }
  const late = pauses.slice(10);
  expect(Math.max(...late) - Math.min(...late)).toBeGreaterThan(300);
});

test("it pulls no more after it was closed", async () => {
  let pulls = 0;
  start(async () => {
    pulls++;
    return false;
  }, 5);
  await feed.pull();
  await feed.close();
  const then = pulls;
  await new Promise((resolve) => setTimeout(resolve, 30));
  await feed.pull();
  expect(pulls).toBe(then);
});

test("the end of the lease is logged when it comes, though the failure was known before", async () => {
  let isAway = false;
  const { logger } = start(async () => {
    if (isAway) throw new Error("away");
    return true;
  });
  await feed.pull();
  isAway = true;
  clock.advance(29_000);
  await feed.pull();
  expect(logger.warn).toHaveBeenLastCalledWith(
    expect.anything(),
    expect.stringContaining("until the lease ends"),
  );
  clock.advance(1_000);
  await feed.pull();
  await feed.pull();
  expect(logger.warn).toHaveBeenCalledTimes(2);
  expect(logger.warn).toHaveBeenLastCalledWith(
    expect.anything(),
    expect.stringContaining("every answer is 503"),
  );
});
