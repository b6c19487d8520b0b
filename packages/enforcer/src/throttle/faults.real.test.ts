import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedisServer } from "../testing/redis-server.js";
import { mostInWindow, overLimit } from "../testing/throttle-figures.js";
import { startFleet, type ThrottleWorker } from "../testing/throttle-fleet.js";
import { shareOf } from "./share.js";

const LIMIT = 62;
const WINDOW_SECONDS = 1;
/** Until a gateway may be sure that Redis is away. */
const NOTICED = 500;

let redis: RedisServer;
let gateways: ThrottleWorker[];

beforeAll(async () => {
  redis = await RedisServer.start();
  gateways = await startFleet(redis.url, [0, 0, 0]);
}, 30_000);
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await redis.close();
});

const now = () => Number(process.hrtime.bigint()) / 1e6;

async function areShared(): Promise<boolean> {
  return (await Promise.all(gateways.map((gateway) => gateway.status()))).every(({ isShared }) => isShared);
}

/** How many decisions did not rest on Redis. */
async function withoutRedis(): Promise<number> {
  const all = await Promise.all(gateways.map((gateway) => gateway.status()));
  return all.reduce((sum, { share, doubt }) => sum + share + doubt, 0);
}

/** Six seconds of ten times the load that is allowed; the fault comes after one, and ends after `lasting` milliseconds. */
async function under(name: string, begin: () => unknown, lasting: number, end: () => unknown = () => {}) {
  const api = name.replaceAll(" ", "-");
  const load = { account: "account", api, limit: LIMIT, windowSeconds: WINDOW_SECONDS };
  const perSecond = (10 * LIMIT) / gateways.length / WINDOW_SECONDS;
  const running = Promise.all(gateways.map((gateway) => gateway.run({ ...load, perSecond, seconds: 6 })));
  await sleep(1_000);
  const from = now();
  await begin();
  await sleep(lasting);
  const to = now();
  await end();
  await sleep(50);
  while (!(await areShared())) await sleep(20);
  const shared = now();
  const before = await withoutRedis();
  const results = await running;
  const lateAfter = (await withoutRedis()) - before;

  const all = results.flatMap(({ admitted }) => admitted);
  const took = results.flatMap((each) => [...each.took]).sort((a, b) => a - b);
  const counts = {
    decisions: took.length,
    errors: results.reduce((sum, { errors }) => sum + errors, 0),
    p99: took[Math.floor(took.length * 0.99)] ?? 0,
    most: mostInWindow(all, WINDOW_SECONDS),
    sharedAfter: shared - to,
    /** Each gateway's most in a window of the fault, but for its first moments. */
    shares: results.map(({ admitted }) =>
      mostInWindow(
        admitted.filter((at) => at > from + NOTICED && at < to),
        WINDOW_SECONDS,
      ),
    ),
    overDuring: overLimit(
      all.filter((at) => at > from + NOTICED && at < to),
      LIMIT,
      WINDOW_SECONDS,
    ),
    overAfter: overLimit(
      all.filter((at) => at > shared),
      LIMIT,
      WINDOW_SECONDS,
    ),
    /** On a machine that is busy with other tests, Redis may be late again. */
    lateAfter,
  };
  console.log(
    `${name}: ${JSON.stringify(counts, (_, value) => (typeof value === "number" ? Math.round(value * 10) / 10 : value))}`,
  );
  return counts;
}

type Counts = Awaited<ReturnType<typeof under>>;

function expectNoHarm({ errors, p99, most, sharedAfter, overAfter, lateAfter }: Counts): void {
  expect(errors).toBe(0);
  expect(p99).toBeLessThanOrEqual(50);
  expect(most).toBeLessThanOrEqual(2 * LIMIT);
  expect(sharedAfter).toBeLessThanOrEqual(5_000);
  if (lateAfter === 0) expect(overAfter).toBe(0);
}

/** While Redis is away: nobody more than its share, and some at all. */
function expectShares({ shares, overDuring }: Counts): void {
  for (const [position, share] of shares.entries()) {
    expect(share).toBeLessThanOrEqual(shareOf(LIMIT, shares.length, position));
    expect(share).toBeGreaterThan(0);
  }
  expect(overDuring).toBe(0);
}

describe("while Redis is not as it should be, each gateway admits its share, and nobody waits", () => {
  it("when it is killed and comes back empty", async () => {
    const counts = await under(
      "killed",
      () => redis.kill(),
      2_000,
      () => redis.start(),
    );
    expectNoHarm(counts);
    expectShares(counts);
  }, 30_000);

  it("when it does not answer for two seconds", async () => {
    const counts = await under(
      "paused",
      () => redis.pause(),
      2_000,
      () => redis.resume(),
    );
    expectNoHarm(counts);
    expectShares(counts);
  }, 30_000);

  it("when it has no memory left", async () => {
    const counts = await under(
      "full",
      () => redis.command("config", "set", "maxmemory", "1"),
      2_000,
      () => redis.command("config", "set", "maxmemory", "0"),
    );
    expectNoHarm(counts);
    expectShares(counts);
  }, 30_000);

  it("when it was wiped", async () => {
    const counts = await under("flushed", () => redis.command("flushall"), 0);
    expectNoHarm(counts);
  }, 30_000);

  it("when its scripts were flushed", async () => {
    const counts = await under("scripts flushed", () => redis.command("script", "flush"), 0);
    expectNoHarm(counts);
    if (counts.lateAfter === 0) expect(counts.most).toBe(LIMIT);
  }, 30_000);
});
