import type { ThrottleCounter } from "@latchkey/enforcement";
import type { Clock } from "../clock.js";
import type { Logger } from "../logger.js";
import type { RedisConnection } from "../redis/connection.js";
import type { Database } from "../sql/database.js";
import { GatewayList } from "./gateway-list.js";
import { SharedCounter } from "./shared-counter.js";
import { ThrottleStats } from "./stats.js";
import { SteadyCounter } from "./steady-counter.js";

/** How limits are counted: by this process alone, by all gateways together or, while that is not possible, by shares. */
export type Counting = "alone" | "together" | "by shares";

/** How limits are counted, and how that went since the start. */
export interface ThrottleStatus extends Readonly<ThrottleStats> {
  counting: Counting;
  /** How many gateways share the limits, this one included. */
  gateways: number;
  /** How long, since the start, limits could not be counted together. */
  degradedSeconds: number;
  /** How many (Account, Api) have a counter in memory. */
  counters: number;
}

/** The counter of one enforcer, and what keeps it going. */
interface Throttle {
  counter: ThrottleCounter;
  status(): ThrottleStatus;
  /**
   * Resolves when counting is shared, or when Redis was not found within a second, and the other gateways were looked for; at once when this
   * process counts alone.
   */
  ready: Promise<void>;
  /** To be called after each successful pull of the rules. */
  pulled(): void;
  /** To be called once a second. */
  releaseIdle(now: number): void;
  /** Returns what is leased. Takes a fifth of a second at most. */
  close(): Promise<void>;
}

interface ThrottleDependencies {
  id: string;
  /** Null: this process counts alone. */
  redis: RedisConnection | null;
  database: Database;
  clock: Clock;
  logger: Logger;
}

/** Counts alone without Redis, else together with the gateways that the database lists. */
export function openThrottle({ id, redis, database, clock, logger }: ThrottleDependencies): Throttle {
  if (redis === null) return countAlone(clock);
  const list = new GatewayList(id, database, clock);
  const counter = new SharedCounter({ redis, clock, logger, gateways: list.gateways });
  const { stats, health } = counter;
  return {
    counter,
    status: () => ({
      ...stats,
      counting: health.isShared ? "together" : "by shares",
      gateways: list.gateways().count,
      degradedSeconds: health.degradedMilliseconds / 1000,
      counters: counter.size,
    }),
    ready: Promise.all([counter.ready, list.tried]).then(() => undefined),
    // A failure needs no report: the last list holds until the next successful look.
    pulled: () => void list.look().catch(() => undefined),
    releaseIdle: () => counter.releaseIdle(),
    close: () => counter.close(),
  };
}

function countAlone(clock: Clock): Throttle {
  const counter = new SteadyCounter(clock);
  const stats = new ThrottleStats();
  return {
    counter,
    status: () => ({ ...stats, counting: "alone", gateways: 1, degradedSeconds: 0, counters: counter.size }),
    ready: Promise.resolve(),
    pulled: () => {},
    releaseIdle: (now) => counter.releaseIdle(now),
    close: async () => {},
  };
}
