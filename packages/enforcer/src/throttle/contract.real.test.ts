import { setTimeout as sleep } from "node:timers/promises";
import { throttleContract } from "@latchkey/enforcement/testing";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { connectRedis } from "../redis/connection.js";
import { RedisServer } from "../testing/redis-server.js";
import { SharedCounter } from "./shared-counter.js";

/** What happens when Redis is late is tested elsewhere. */
const patience = 3_000;

/** A timer may fire a millisecond before the wall clock says so. */
async function pass(milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) await sleep(end - Date.now());
}

throttleContract("counting together", async () => {
  const server = await RedisServer.start();
  const redis = connectRedis(server.url, silentLogger);
  const gateways = () => ({ count: 3, position: 2 });
  const counter = new SharedCounter({ redis, clock: systemClock, logger: silentLogger, gateways, patience });
  await counter.ready;
  return {
    counter,
    now: () => Date.now(),
    pass,
    async close() {
      await counter.close();
      redis.close();
      await server.close();
    },
  };
});

throttleContract("counting by shares, without Redis, of which this gateway's is all", async () => {
  const redis = connectRedis("redis://127.0.0.1:1", silentLogger);
  const gateways = () => ({ count: 1, position: 0 });
  const counter = new SharedCounter({ redis, clock: systemClock, logger: silentLogger, gateways });
  return {
    counter,
    now: () => Date.now(),
    pass,
    async close() {
      await counter.close();
      redis.close();
    },
  };
});
