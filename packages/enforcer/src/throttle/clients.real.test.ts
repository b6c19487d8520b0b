import { setTimeout as sleep } from "node:timers/promises";
import type { ThrottleState } from "@latchkey/enforcement";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { connectRedis, type RedisConnection } from "../redis/connection.js";
import { RedisServer } from "../testing/redis-server.js";
import { SharedCounter } from "./shared-counter.js";

let redis: RedisServer;
let connections: RedisConnection[];
let counters: SharedCounter[];

beforeAll(async () => {
  redis = await RedisServer.start();
  connections = [0, 1, 2].map(() => connectRedis(redis.url, silentLogger));
  counters = connections.map(
    (connection, position) =>
      new SharedCounter({
        redis: connection,
        clock: systemClock,
        logger: silentLogger,
        gateways: () => ({ count: 3, position }),
        // What happens when Redis is late is tested elsewhere.
        patience: 3_000,
      }),
  );
  await Promise.all(counters.map((counter) => counter.ready));
});
afterAll(async () => {
  await Promise.all(counters.map((counter) => counter.close()));
  for (const connection of connections) connection.close();
  await redis.close();
});

async function spend(
  gateway: number,
  account: string,
  limit: number,
  windowSeconds = 2,
): Promise<ThrottleState> {
  const counter = counters[gateway];
  if (!counter) throw new Error("no such gateway");
  return await counter.spend(
    { accountId: account, accountNumber: 0 },
    "sms",
    { limit, windowSeconds },
    Date.now(),
  );
}

describe("a lone client", () => {
  it("spends its whole limit, is told when it may come again, and gets in then: 1,000 of them", async () => {
    const refusedTwice: string[] = [];
    const life = async (account: string, gateway: number) => {
      for (let call = 0; call < 3; call++) {
        const state = await spend(gateway, account, 3);
        expect(state).toMatchObject({ admitted: true, remaining: 2 - call });
      }
      for (let turn = 0; turn < 2; turn++) {
        const { admitted, retryAfter, resetAt } = await spend(gateway, account, 3);
        if (admitted) continue;
        expect(retryAfter).toBeGreaterThan(0);
        expect(retryAfter).toBeLessThanOrEqual(2_200);
        expect(resetAt).toBeGreaterThan(Date.now());
        await sleep(Math.ceil(retryAfter / 1000) * 1000);
        if (!(await spend(gateway, account, 3)).admitted) refusedTwice.push(account);
      }
    };
    // Begun one after the other, as clients do: a thousand first calls in one instant would wait for each other.
    const lives: Promise<void>[] = [];
    for (let client = 0; client < 1_000; client++) {
      lives.push(life(`client-${client}`, client % 3));
      if (client % 10 === 9) await sleep(5);
    }
    await Promise.all(lives);
    expect(refusedTwice).toEqual([]);
    expect(counters.reduce((sum, { stats }) => sum + stats.doubt + stats.share, 0)).toBe(0);
  }, 60_000);

  it("finds its whole limit at three gateways in turn, small or not", async () => {
    for (let call = 0; call < 9; call++) expect((await spend(call % 3, "roaming", 9)).admitted).toBe(true);
    for (let gateway = 0; gateway < 3; gateway++)
      expect((await spend(gateway, "roaming", 9)).admitted).toBe(false);
  });

  it("that leaves a lease half used leaves the rest to the other gateways", async () => {
    for (let call = 0; call < 120; call++) await spend(0, "half", 200, 4);
    await sleep(600);
    let admitted = 120;
    for (let call = 0; call < 100; call++) if ((await spend(1, "half", 200, 4)).admitted) admitted++;
    expect(admitted).toBe(200);
  });
});

describe("a limit that is changed", () => {
  it("holds at once, and `remaining` is never negative", async () => {
    for (let call = 0; call < 60; call++) await spend(call % 3, "changed", 100, 60);
    for (let gateway = 0; gateway < 3; gateway++) {
      expect(await spend(gateway, "changed", 20, 60)).toMatchObject({ admitted: false, remaining: 0 });
    }
    await sleep(300);
    let more = 0;
    for (let call = 0; call < 200; call++) {
      const state = await spend(call % 3, "changed", 150, 60);
      if (state.admitted) more++;
      expect(state.remaining).toBeGreaterThanOrEqual(0);
    }
    expect(60 + more).toBeLessThanOrEqual(150);
    expect(60 + more).toBeGreaterThanOrEqual(147);
  });
});

describe("in a window of an hour", () => {
  it("what one gateway has leased and left is there for another, which was refused, within seconds", async () => {
    let ahead = 0;
    const clock = { now: Date.now, monotonic: () => systemClock.monotonic() + ahead };
    const opened = connections.slice(0, 2).map((connection, position) => {
      const gateways = () => ({ count: 2, position });
      const options = { redis: connection, clock, logger: silentLogger, gateways, patience: 3_000 };
      return new SharedCounter(options);
    });
    await Promise.all(opened.map((counter) => counter.ready));
    const [left, other] = opened as [SharedCounter, SharedCounter];
    const account = { accountId: "hour", accountNumber: 0 };
    const rule = { limit: 3_200, windowSeconds: 3_600 };
    const spendOf = async (counter: SharedCounter, most: number) => {
      let admitted = 0;
      while (admitted < most && (await counter.spend(account, "sms", rule, Date.now())).admitted) admitted++;
      return admitted;
    };

    let admitted = await spendOf(left, 2_050);
    admitted += await spendOf(other, rule.limit);
    expect(admitted).toBeLessThan(rule.limit);
    ahead = 20_000;
    const free = async () => (await other.peek(account, "sms", rule, Date.now())).remaining;
    await vi.waitFor(async () => expect(await free()).toBe(rule.limit - admitted));
    admitted += await spendOf(other, rule.limit);
    expect(admitted).toBe(rule.limit);
    await Promise.all(opened.map((counter) => counter.close()));
  });
});

describe("memory", () => {
  it("of idle counters is released here, and in Redis too", async () => {
    await vi.waitFor(
      async () => {
        for (const counter of counters) counter.releaseIdle();
        expect(counters.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(3);
      },
      { timeout: 10_000, interval: 200 },
    );
    await vi.waitFor(
      async () => {
        const keys = (await redis.command("keys", "*client-*")).split("\n").filter((key) => key !== "");
        expect(keys).toEqual([]);
      },
      { timeout: 10_000, interval: 200 },
    );
  }, 30_000);
});
