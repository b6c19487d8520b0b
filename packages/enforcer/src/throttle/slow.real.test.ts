import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { connectRedis, type RedisConnection } from "../redis/connection.js";
import { RedisServer } from "../testing/redis-server.js";
import { SlowWay } from "../testing/slow-way.js";
import { counterKeys, partOf } from "./redis-keys.js";
import { SharedCounter } from "./shared-counter.js";

const ACCOUNT = { accountId: "account", accountNumber: 0 };
const RULE = { limit: 10, windowSeconds: 1 };
const SOON = { timeout: 3_000, interval: 20 };

let server: RedisServer;
let way: SlowWay;
const closings: (() => unknown)[] = [];

beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.command("flushall");
  way = await SlowWay.open(server.port, 0);
});
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
  way.close();
});

/** A gateway's counter, which waits for Redis as long as gateways do. */
async function open(url: string, count = 1, position = 0): Promise<SharedCounter> {
  const redis: RedisConnection = connectRedis(url, silentLogger);
  const gateways = () => ({ count, position });
  const counter = new SharedCounter({ redis, clock: systemClock, logger: silentLogger, gateways });
  closings.push(
    () => redis.close(),
    () => counter.close(),
  );
  await counter.ready;
  return counter;
}

/** Somebody who is alone, calls as fast as is allowed, and waits when told to. Gives how many passed, and how many did right after a wait. */
async function obey(counter: SharedCounter, milliseconds: number) {
  let admitted = 0;
  let refusedAgain = 0;
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    const { admitted: passed, retryAfter } = await counter.spend(ACCOUNT, "sms", RULE, Date.now());
    if (passed) {
      admitted++;
      continue;
    }
    await sleep(Math.ceil(retryAfter / 1000) * 1000);
    const again = await counter.spend(ACCOUNT, "sms", RULE, Date.now());
    if (again.admitted) admitted++;
    else refusedAgain++;
  }
  return { admitted, refusedAgain };
}

describe.each([45, 140])("a Redis that takes %i ms for every answer", (delay) => {
  it("is away from the start: a lone client gets all of its limit, and is never refused again", async () => {
    way.delay = delay;
    const counter = await open(way.url);
    const { admitted, refusedAgain } = await obey(counter, 5_000);
    expect(refusedAgain).toBe(0);
    // It waits whole seconds: two from each window's first call to the next one's.
    expect(admitted).toBeGreaterThanOrEqual(20);
    expect(counter.health.isShared).toBe(false);
    expect(counter.stats).toMatchObject({ shared: 0, doubt: 0 });
  });

  it("is away within a second when it becomes so, and back when it is fast again", async () => {
    const counter = await open(way.url);
    expect(counter.health.isShared).toBe(true);
    way.delay = delay;
    const degraded = counter.health.degradedMilliseconds;
    await vi.waitFor(() => expect(counter.health.isShared).toBe(false), { timeout: 1_000, interval: 20 });
    const { refusedAgain } = await obey(counter, 3_000);
    expect(refusedAgain).toBe(0);
    expect(counter.health.isShared).toBe(false);
    expect(counter.health.degradedMilliseconds - degraded).toBeGreaterThan(2_500);
    way.delay = 0;
    await vi.waitFor(() => expect(counter.health.isShared).toBe(true), SOON);
    const { share, doubt } = counter.stats;
    await obey(counter, 1_500);
    expect(counter.stats).toMatchObject({ share, doubt });
  });
});

describe("one answer that is overdue", () => {
  it("is no outage", async () => {
    const counter = await open(way.url);
    way.delay = 60;
    await counter.spend(ACCOUNT, "sms", RULE, Date.now());
    await sleep(60);
    way.delay = 0;
    for (let look = 0; look < 40; look++) {
      expect(counter.health.isAway).toBe(false);
      await sleep(20);
    }
  });

  it("that grants nothing is followed by a report of what was admitted meanwhile, though no more requests come", async () => {
    const rule = { limit: 10, windowSeconds: 20 };
    const other = await open(server.url, 2, 1);
    const slow = await open(way.url, 2, 0);
    for (let call = 0; call < 10; call++)
      expect(await other.spend(ACCOUNT, "voice", rule, Date.now())).toMatchObject({ admitted: true });
    way.delay = 60;
    expect(await slow.spend(ACCOUNT, "voice", rule, Date.now())).toMatchObject({ admitted: true });
    expect(slow.stats.doubt).toBe(1);
    way.delay = 0;
    const [, , batches] = counterKeys(partOf("account", "voice"), "account", "voice");
    await vi.waitFor(
      async () => expect(await server.command("hget", batches ?? "", "total")).toBe("11"),
      SOON,
    );
  });
});
