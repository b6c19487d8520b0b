import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createEnforcer, type Enforcer } from "../enforcer.js";
import { silentLogger } from "../logger.js";
import { connectRedis, type RedisConnection } from "../redis/connection.js";
import { createTestDatabase, type TestDatabase } from "../testing/database.js";
import { RedisServer } from "../testing/redis-server.js";
import { Seed } from "../testing/seed.js";
import { announcer } from "./hints.js";

const SOON = { timeout: 5_000, interval: 10 };
let place: TestDatabase;
let seed: Seed;
let server: RedisServer;
let redis: RedisConnection;
let gateway: Enforcer;
const lines: string[] = [];
const logger = {
  ...silentLogger,
  info: (_: object, message: string) => void lines.push(message),
  warn: (_: object, message: string) => void lines.push(message),
};

beforeAll(async () => {
  place = await createTestDatabase();
  seed = new Seed(place.database);
  server = await RedisServer.start();
  redis = connectRedis(server.url, silentLogger);
}, 60_000);
afterAll(async () => {
  redis.close();
  await server.close();
  await place.drop();
});
beforeEach(async () => {
  lines.length = 0;
  await start(3_600_000);
  await untilConnected(1);
});
afterEach(() => gateway.close());

async function start(pollMilliseconds: number) {
  const { url: redisUrl } = server;
  gateway = await createEnforcer({ databaseUrl: place.url, redisUrl, pollMilliseconds, logger });
  await gateway.ready;
}
const untilConnected = (times: number) =>
  vi.waitFor(() => {
    expect(redis.isUp).toBe(true);
    expect(lines.filter((line) => line.startsWith("Redis is connected"))).toHaveLength(times);
  }, SOON);
const untilApplied = (revision: number) =>
  vi.waitFor(() => expect(gateway.status().revision).toBe(revision), SOON);
const change = () => seed.change(async () => {});

test("a gateway that is told of a change looks at once", async () => {
  const revision = await change();
  expect(gateway.status().revision).toBe(revision - 1);
  announcer(redis)(revision);
  await untilApplied(revision);
});

test("hints that are doubled, in the wrong order, or about nothing bring it to the same state", async () => {
  const before = await change();
  const revision = await change();
  const announce = announcer(redis);
  for (const said of [revision, revision, before, before, 0, Number.NaN, revision + 1_000]) announce(said);
  await untilApplied(revision);
  const next = await change();
  announce(next);
  await untilApplied(next);
});

test("without Redis it follows the database alone, and hears hints again when Redis is back", async () => {
  await gateway.close();
  lines.length = 0;
  await start(50);
  await untilConnected(1);
  await server.kill();
  await vi.waitFor(() => expect(lines.at(-1)).toMatch(/^Redis is not connected/), SOON);
  const revision = await change();
  announcer(redis)(revision);
  await untilApplied(revision);
  await server.start();
  await untilConnected(2);
  expect(lines.filter((line) => line.startsWith("Redis is not connected"))).toHaveLength(1);
});
