import { WindowCounter } from "@latchkey/enforcement";
import { connectRedis, silentLogger, systemClock } from "@latchkey/enforcer";
import { SharedCounter } from "@latchkey/enforcer/testing";
import type { Figure } from "../figures.js";
import { interleave, ratio } from "../harness/interleave.js";
import { median } from "../harness/median.js";
import { rateLimiterFlexible } from "../peers/rate-limiter-flexible.js";

const ACCOUNT = { accountId: "account", accountNumber: 0 };
const RULE = { limit: 1_000_000, windowSeconds: 60 };
const BATCH = 10_000;
const PEER_BATCH = 2_560;
const PEER_AT_ONCE = 256;

/** One hot counter that is leased from Redis, compared with one in process, and with a peer on the same Redis. */
export const throttle: Figure = {
  services: ["redis"],
  async measure() {
    const url = process.env.TEST_REDIS_URL;
    if (!url) throw new Error("TEST_REDIS_URL must name a Redis");
    const redis = connectRedis(url, silentLogger);
    const gateways = () => ({ count: 1, position: 0 });
    const shared = new SharedCounter({ redis, clock: systemClock, logger: silentLogger, gateways });
    const peer = await rateLimiterFlexible(url, RULE.limit, RULE.windowSeconds);
    try {
      await shared.ready;
      const own = new WindowCounter();
      const samples = await interleave(
        {
          own: () => spendMany(own),
          shared: () => spendMany(shared),
          peer: () => consumeMany(peer.consume),
        },
        { warmUp: 10, rounds: 60 },
      );
      const { leases, leased } = shared.stats;
      return {
        bars: {
          sharedToOwn: ratio(samples.own, samples.shared),
          sharedToPeer: ratio(samples.peer, samples.shared),
        },
        beside: {
          "a throttle counter in process": microseconds(samples.own),
          "the same leased from Redis": `${microseconds(samples.shared)}, ${leases} leases for ${leased} requests`,
          "rate-limiter-flexible on that Redis, 256 at once": microseconds(samples.peer),
        },
      };
    } finally {
      await shared.close();
      redis.close();
      await peer.close();
    }
  },
};

/** Nanoseconds for each of a batch of calls. A promise is waited for before the next call. */
async function spendMany(counter: WindowCounter | SharedCounter): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < BATCH; call++) {
    const state = counter.spend(ACCOUNT, "sms", RULE, Date.now());
    if (!(state instanceof Promise ? await state : state).admitted) throw new Error("denied");
  }
  return ((performance.now() - start) * 1e6) / BATCH;
}

async function consumeMany(consume: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < PEER_BATCH; from += PEER_AT_ONCE) {
    await Promise.all(Array.from({ length: PEER_AT_ONCE }, consume));
  }
  return ((performance.now() - start) * 1e6) / PEER_BATCH;
}

function microseconds(nanoseconds: readonly number[]): string {
  return `${(median(nanoseconds) / 1e3).toFixed(2)} µs`;
}
