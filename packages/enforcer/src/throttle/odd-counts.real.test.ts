import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { connectRedis, type RedisConnection } from "../redis/connection.js";
import { RedisServer } from "../testing/redis-server.js";
import { SharedCounter } from "./shared-counter.js";

const ACCOUNT = { accountId: "a", accountNumber: 0 };
const RULE = { limit: 5, windowSeconds: 1 };

/** All that was counted looks as after Redis' clock was set back by an hour. */
const AN_HOUR_AHEAD = `
for _, key in ipairs(redis.call('KEYS', '*:batches')) do
  for _, batch in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, 3600000000, batch) end
end`;

let server: RedisServer;
let redis: RedisConnection;
let counters: SharedCounter[];
beforeEach(async () => {
  server = await RedisServer.start();
  redis = connectRedis(server.url, silentLogger);
  counters = [];
});
afterEach(async () => {
  for (const counter of counters) await counter.close();
  redis.close();
  await server.close();
});

async function startCounter(): Promise<SharedCounter> {
  const gateways = () => ({ count: 1, position: 0 });
  const options = { redis, clock: systemClock, logger: silentLogger, gateways, patience: 3_000 };
  const counter = new SharedCounter(options);
  counters.push(counter);
  await counter.ready;
  return counter;
}

const spend = (counter: SharedCounter) => counter.spend(ACCOUNT, "sms", RULE, Date.now());

async function spendAll(): Promise<void> {
  const counter = await startCounter();
  for (let calls = 0; calls < RULE.limit; calls++)
    expect(await spend(counter)).toMatchObject({ admitted: true });
}

test("after Redis' clock was set back, what was counted is free again a window later", async () => {
  await spendAll();
  await server.command("EVAL", AN_HOUR_AHEAD, "0");
  // Another gateway, which does not know when one is free.
  const other = await startCounter();
  const denied = await spend(other);
  expect(denied).toMatchObject({ admitted: false });
  expect(denied.retryAfter).toBeLessThan(1_100);
  await sleep(1_100);
  expect(await spend(other)).toMatchObject({ admitted: true });
});

test("a total whose batches were evicted counts for nothing, however often it is asked about", async () => {
  await spendAll();
  await server.command("DEL", ...(await server.command("KEYS", "*:batches")).split("\n"));
  expect(await spend(await startCounter())).toMatchObject({ admitted: true });
});
