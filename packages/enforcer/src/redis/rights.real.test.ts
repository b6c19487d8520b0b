import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { systemClock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { RedisServer, startRedisCluster } from "../testing/redis-server.js";
import { SharedCounter } from "../throttle/shared-counter.js";
import { connectRedis } from "./connection.js";

const docs = readFileSync(new URL("../../../../docs/throttle.md", import.meta.url), "utf8");
const [, rights = ""] = /`ACL SETUSER (latchkey on >password [^`]+)`/.exec(docs) ?? [];
const SOON = { timeout: 5_000, interval: 10 };

test.each([
  ["a single Redis", async () => [await RedisServer.start()]],
  ["a cluster", startRedisCluster],
])("the rights that the docs name suffice in %s", async (_, start) => {
  const nodes = await start();
  for (const node of nodes) await node.command("acl", "setuser", ...rights.split(" "));
  const redis = connectRedis(`redis://latchkey:password@127.0.0.1:${nodes[0]?.port}`, silentLogger);
  const gateways = () => ({ count: 1, position: 0 });
  const counter = new SharedCounter({ redis, clock: systemClock, logger: silentLogger, gateways });
  try {
    await vi.waitFor(() => expect(redis.isUp).toBe(true), SOON);
    const heard: string[] = [];
    redis.subscribe("latchkey:changes", (message) => heard.push(message));
    await vi.waitFor(async () => {
      await redis.publish("latchkey:changes", "7");
      expect(heard).toContain("7");
      expect(counter.health.isShared).toBe(true);
    }, SOON);
    const counted = { accountId: "a", accountNumber: 0 };
    for (let each = 0; each < 3; each++)
      await counter.spend(counted, "sms", { limit: 2, windowSeconds: 1 }, Date.now());
    await vi.waitFor(() => expect(counter.stats.shared).toBe(3), SOON);
    for (const node of nodes) expect(await node.command("acl", "log")).toBe("");
  } finally {
    await counter.close();
    redis.close();
    await Promise.all(nodes.map((node) => node.close()));
  }
});
