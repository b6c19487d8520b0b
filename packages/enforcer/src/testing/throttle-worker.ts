import type { ThrottleState } from "@latchkey/enforcement";
import type { Clock } from "../clock.js";
import { silentLogger } from "../logger.js";
import { connectRedis } from "../redis/connection.js";
import { SharedCounter } from "../throttle/shared-counter.js";
import type { Admissions, Load, WorkerSettings } from "./throttle-fleet.js";

// A gateway's throttle under load, in a process of its own. Its parent (`throttle-fleet.ts`) tells it what to do.

/** The clock that all processes of this machine share, as the monotonic clock; `offset` milliseconds later, as the wall clock. */
class WorkerClock implements Clock {
  private stopped: number | null = null;

  constructor(private readonly offset: number) {}

  now(): number {
    return this.monotonic() + this.offset;
  }

  /** The shared clock's time when the wall clock shows `now`. */
  ofShared(now: number): number {
    return now - this.offset;
  }

  monotonic(): number {
    return this.stopped ?? Number(process.hrtime.bigint()) / 1e6;
  }

  /** Both clocks stand still during `work`. */
  stop<T>(work: (at: number) => T): T {
    this.stopped = this.monotonic();
    try {
      return work(this.stopped);
    } finally {
      this.stopped = null;
    }
  }
}

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "");
const clock = new WorkerClock(settings.clockOffset);
const redis = connectRedis(settings.redisUrl, silentLogger);
const { count, position, patience } = settings;
const counter = new SharedCounter({
  redis,
  clock,
  logger: silentLogger,
  gateways: () => ({ count, position }),
  ...(patience === undefined ? {} : { patience }),
});

/** Offers requests evenly, and notes when each was admitted, by the clock that decided it, and how long each took. */
async function run({ account, api, limit, windowSeconds, perSecond, seconds }: Load): Promise<Admissions> {
  const rule = { limit, windowSeconds };
  const admitted: number[] = [];
  const took: number[] = [];
  let denied = 0;
  let errors = 0;
  let offered = 0;
  const waiting = new Set<Promise<void>>();
  // Time in which a busy machine gave this process no turn is not time that the counter took.
  let ticked = clock.monotonic();
  let lost = 0;
  const lostUntil = (now: number) => lost + Math.max(0, now - ticked - 10);
  const note = (state: ThrottleState, start: number, lostBefore: number) => {
    if (state.admitted)
      admitted.push(state.decidedAt === undefined ? start : clock.ofShared(state.decidedAt));
    else denied++;
    const now = clock.monotonic();
    took.push(now - start - (lostUntil(now) - lostBefore));
  };
  const begin = clock.monotonic();
  await new Promise<void>((resolve) => {
    const tick = () => {
      const now = clock.monotonic();
      lost = lostUntil(now);
      ticked = now;
      const due = Math.min(((now - begin) / 1000) * perSecond, perSecond * seconds);
      for (; offered < due; offered++) {
        // With the clocks stopped, `decidedAt` can be converted to exactly the moment by which the counter decided.
        const [start, state] = clock.stop(
          (at) =>
            [at, counter.spend({ accountId: account, accountNumber: 0 }, api, rule, clock.now())] as const,
        );
        if (!(state instanceof Promise)) {
          note(state, start, lostUntil(start));
          continue;
        }
        const before = lostUntil(start);
        const one: Promise<void> = state
          .then(
            (later) => note(later, start, before),
            () => {
              errors++;
            },
          )
          .finally(() => waiting.delete(one));
        waiting.add(one);
      }
      if (now - begin < seconds * 1000) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
  await Promise.all(waiting);
  return { admitted, took: Float64Array.from(took).sort(), denied, errors };
}

process.on("message", (message: { id: number; load?: Load; close?: true }) => {
  void (async () => {
    if (message.close) {
      await counter.close();
      redis.close();
      process.disconnect();
      return;
    }
    const { stats, health } = counter;
    const status = { ...stats, isShared: health.isShared, degraded: health.degradedMilliseconds };
    const answer = message.load ? await run(message.load) : status;
    process.send?.({ id: message.id, answer });
  })();
});
await counter.ready;
process.send?.({ id: 0, answer: "ready" });
