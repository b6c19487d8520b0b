import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedisServer, startRedisCluster } from "../testing/redis-server.js";
import { mostInWindow, overLimit, partUsed, tooEarly } from "../testing/throttle-figures.js";
import { startFleet, type ThrottleWorker } from "../testing/throttle-fleet.js";

const WINDOWS = Number(process.env.THROTTLE_TEST_WINDOWS ?? 20);
/** Windows of 1 and 2 s; ten, thirty times as long by this variable: `docs/throttle.md` says how to run it with a minute. */
const STRETCH = Number(process.env.THROTTLE_TEST_STRETCH ?? 1);

/** What happens when Redis is late is tested elsewhere. */
const PATIENCE = 3_000;

/** Ten times what is allowed, on three gateways whose clocks are 5 s apart, for so many windows. */
async function overload(gateways: ThrottleWorker[], limit: number, seconds: number, windows: number) {
  const windowSeconds = seconds * STRETCH;
  const account = `account-${limit}`;
  const perSecond = Math.max(10 * limit, 100) / windowSeconds / gateways.length;
  const load = {
    account,
    api: "sms",
    limit,
    windowSeconds,
    perSecond,
    seconds: windows * windowSeconds + 0.2,
  };
  const results = await Promise.all(gateways.map((gateway) => gateway.run(load)));
  const admitted = results.flatMap((result) => result.admitted);
  const counts = {
    limit,
    windowSeconds,
    windows,
    admitted: admitted.length,
    most: mostInWindow(admitted, windowSeconds),
    over: overLimit(admitted, limit, windowSeconds),
    tooEarly: tooEarly(admitted, limit, windowSeconds),
    used: partUsed(admitted, limit, windowSeconds, windows),
    errors: results.reduce((sum, { errors }) => sum + errors, 0),
  };
  console.log(JSON.stringify(counts));
  return counts;
}

type Counts = Awaited<ReturnType<typeof overload>>;

function expectStrict(all: Counts[]): void {
  for (const { limit, windows, over, used, errors } of all) {
    expect(errors, `errors at ${limit}`).toBe(0);
    expect(over, `over ${limit}`).toBe(0);
    // A small limit is used up to the last one, unless a busy machine gives nobody a turn just when a slot is free at the very end.
    const unused = Math.round((1 - used) * limit * windows);
    expect(unused, `unused of ${limit}`).toBeLessThanOrEqual(limit < 50 ? 1 : 0.02 * limit * windows);
  }
}

describe("three gateways with one Redis, at ten times the load that is allowed", () => {
  let redis: RedisServer;
  let gateways: ThrottleWorker[];
  beforeAll(async () => {
    redis = await RedisServer.start();
    gateways = await startFleet(redis.url, [0, 5_000, -5_000], PATIENCE);
  }, 30_000);
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await redis.close();
  });

  it(
    "admit the limit in every window and never more",
    async () => {
      const limits: [number, number][] = [
        [1, 1],
        [7, 1],
        [30, 1],
        [60, 1],
        [300, 2],
        [3_000, 1],
      ];
      const all = limits.map(([limit, seconds]) => overload(gateways, limit, seconds, WINDOWS / seconds));
      expectStrict(await Promise.all(all));
    },
    60_000 + 80_000 * STRETCH,
  );
});

describe("three gateways that wait for Redis no longer than they do in service, at ten times the load", () => {
  let redis: RedisServer;
  let gateways: ThrottleWorker[];
  beforeAll(async () => {
    redis = await RedisServer.start();
    gateways = await startFleet(redis.url, [0, 5_000, -5_000]);
  }, 30_000);
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await redis.close();
  });

  it(
    "admit no more than the limit for as long as Redis decides, and no more than twice of it else",
    async () => {
      const limits = [7, 60, 300, 1_000];
      const all = await Promise.all(limits.map((limit) => overload(gateways, limit, 1, WINDOWS)));
      const states = await Promise.all(gateways.map((gateway) => gateway.status()));
      const otherwise = states.reduce((sum, { share, doubt }) => sum + share + doubt, 0);
      console.log(`${otherwise} decisions by share or in doubt`);
      for (const { limit, most, errors } of all) {
        expect(errors, `errors at ${limit}`).toBe(0);
        expect(most, `most of ${limit}`).toBeLessThanOrEqual(otherwise === 0 ? limit : 2 * limit);
      }
    },
    60_000 + 80_000 * STRETCH,
  );
});

describe("three gateways with a cluster of three nodes, at ten times the load that is allowed", () => {
  let nodes: RedisServer[];
  let gateways: ThrottleWorker[];
  beforeAll(async () => {
    nodes = await startRedisCluster();
    gateways = await startFleet(nodes[0]?.url ?? "", [0, 0, 0], PATIENCE);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await Promise.all(nodes.map((node) => node.close()));
  });

  it(
    "admit the limit in every window and never more",
    async () => {
      const limits = [5, 40, 200, 1_000];
      expectStrict(await Promise.all(limits.map((limit) => overload(gateways, limit, 1, WINDOWS))));
    },
    60_000 + 80_000 * STRETCH,
  );
});
