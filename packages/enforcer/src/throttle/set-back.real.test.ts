import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { connectRedis } from "../redis/connection.js";
import { RedisServer } from "../testing/redis-server.js";
import { SharedCounter } from "./shared-counter.js";

const ACCOUNT = { accountId: "a", accountNumber: 0 };
const RULE = { limit: 5, windowSeconds: 1 };

/** All that was counted looks as after Redis' clock was set back by an hour. */
const AN_HOUR_AHEAD = `
for _, key in ipairs(redis.call('KEYS', '*:batches')) do
  for _, batch in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, 3600000000, batch) end
end`;

test("after Redis' clock was set back, what was counted is free again a window later", async () => {
  const server = await RedisServer.start();
  const redis = connectRedis(server.url, silentLogger);
  const gateways = () => ({ count: 1, position: 0 });
  const options = { redis, clock: systemClock, logger: silentLogger, gateways, patience: 3_000 };
  const counter = new SharedCounter(options);
  await counter.ready;
  const spend = () => counter.spend(ACCOUNT, "sms", RULE, Date.now());
  for (let calls = 0; calls < RULE.limit; calls++) expect(await spend()).toMatchObject({ admitted: true });

  await server.command("EVAL", AN_HOUR_AHEAD, "0");
  // Another gateway, which does not know when one is free.
  const other = new SharedCounter(options);
  await other.ready;
  const denied = await other.spend(ACCOUNT, "sms", RULE, Date.now());
  expect(denied).toMatchObject({ admitted: false });
  expect(denied.retryAfter).toBeLessThan(1_100);
  await sleep(1_100);
  expect(await other.spend(ACCOUNT, "sms", RULE, Date.now())).toMatchObject({ admitted: true });

  await counter.close();
  await other.close();
  redis.close();
  await server.close();
});
