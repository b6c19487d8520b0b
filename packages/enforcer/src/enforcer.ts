import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { type AccessRequest, type Decision, decide, type Rules, unavailable } from "@latchkey/enforcement";
import { type Clock, systemClock } from "./clock.js";
import { Feed } from "./feed.js";
import { gatewayName } from "./gateway-name.js";
import { followHints } from "./hints/hints.js";
import { Lease } from "./lease.js";
import { type Logger, silentLogger } from "./logger.js";
import { type Check, checkOptions, checks } from "./options.js";
import { nodePrimitives } from "./primitives.js";
import { connectRedis } from "./redis/connection.js";
import { parseRedisUrl } from "./redis/redis-url.js";
import { loadRedis } from "./redis/session.js";
import { Registrar } from "./registrar.js";
import { Replica } from "./replica/replica.js";
import { openDatabase } from "./sql/database.js";
import { parseDatabaseUrl } from "./sql/database-url.js";
import { openThrottle, type ThrottleStatus } from "./throttle/throttle.js";
import { Recorder, type UsageStatus } from "./usage/recorder.js";

/** Where the rules come from, and how old they may grow. */
export interface EnforcerOptions {
  /** `sqlite:<path>` or `mysql://user:password@host:port/database`, with `?ssl-mode=…` for TLS: see `parseDatabaseUrl`. */
  databaseUrl: string;
  /**
   * Of Redis or Valkey, single or cluster, as `parseRedisUrl` takes it: changes arrive at once, and throttle limits are counted together
   * with other gateways. Left out: changes arrive at the next poll, and this process counts alone.
   */
  redisUrl?: string | undefined;
  /** How old the rules may grow before every answer is UNAVAILABLE: whole seconds, 1 to 3,600. Default 30. */
  leaseSeconds?: number | undefined;
  /** From the start of one poll for changes to the start of the next: whole milliseconds, at least 1. Default 100. */
  pollMilliseconds?: number | undefined;
  /** The name of this gateway among all gateways: 1 to 40 characters, unique. Default: its host and eight random characters. */
  id?: string | undefined;
  /** Default: the system's. */
  clock?: Clock | undefined;
  /** Default: says nothing. */
  logger?: Logger | undefined;
}

/** How an enforcer is doing. */
export interface EnforcerStatus {
  /** Its name among all gateways. */
  id: string;
  /** Number of the newest change that is applied; null before the first load. */
  revision: number | null;
  /** Since the last successful pull began; 0 before the first. */
  lagMilliseconds: number;
  /** How large `lagMilliseconds` may get before every answer is UNAVAILABLE. */
  leaseSeconds: number;
  /** Whether requests are decided: the rules were loaded, their lease holds, Redis was found or given up, and `close` was not called. */
  ready: boolean;
  /** Keys that are not deleted. */
  keys: number;
  throttle: ThrottleStatus;
  usage: UsageStatus;
}

/** Decides requests by a replica of all rules that it keeps in memory. */
export interface Enforcer {
  /**
   * Decides one request, spends from its throttle limit, and records it under `requestId` (at most 64 characters). Makes no query and
   * never throws. UNAVAILABLE before `ready`, after the lease has ended, and from `close()` on: from then on changes don't wait for this
   * gateway. A promise only when counting is shared and Redis must be asked first; it resolves within about 30 ms and never rejects.
   */
  decide(request: AccessRequest, requestId: string): Decision | Promise<Decision>;
  /** The current rules, for judging without spending or recording. */
  rules(): Rules;
  /** As of now. Looks at memory alone. */
  status(): EnforcerStatus;
  /** Resolves when the rules were loaded for the first time, and Redis was found or given up. Never rejects. */
  ready: Promise<void>;
  /**
   * Resolves with `ready`, or as soon as the first load has failed. For a server that starts to listen when it can decide, or when it
   * knows that for now it can't. Never rejects.
   */
  tried: Promise<void>;
  /** Looks for changes now. Resolves when that has succeeded or failed. */
  pull(): Promise<void>;
  /** Stops deciding, writes what was recorded, leaves the list of gateways and disconnects. Takes about five seconds at most. */
  close(): Promise<void>;
}

const LONGEST_TIMER = 2 ** 31 - 1;

export const ENFORCER_OPTIONS: Record<keyof EnforcerOptions, Check> = {
  databaseUrl: checks.parsed(parseDatabaseUrl),
  redisUrl: checks.parsed(parseRedisUrl),
  leaseSeconds: checks.wholeNumber(1, 3_600),
  pollMilliseconds: checks.wholeNumber(1, LONGEST_TIMER),
  id: checks.text(40),
  clock: checks.methods("now", "monotonic"),
  logger: checks.methods("info", "warn", "error"),
};

const FLUSH_MILLISECONDS = 1_000;
const CLOSE_MILLISECONDS = 5_000;

/**
 * Starts an enforcer. It decides once `ready` has resolved; until the database answers, it keeps trying.
 * Rejects with one line that names the option when an option can't be used, or the driver when that can't be loaded.
 */
export async function createEnforcer(options: EnforcerOptions): Promise<Enforcer> {
  // `checkOptions` passes over undefined, as of an environment variable that is not set; this option is required.
  checkOptions({ ...options, databaseUrl: String(options.databaseUrl) }, ENFORCER_OPTIONS);
  const parts = await createParts(options);
  const { id, clock, replica, lease, throttle, recorder, feed } = parts;
  const { counter } = throttle;
  const { firstPull, flushing } = start(parts);

  let closing: Promise<void> | undefined;
  let isThrottleReady = false;
  const throttleReady = throttle.ready.then(() => {
    isThrottleReady = true;
  });
  const isReady = () =>
    replica.revision !== null && lease.holds() && isThrottleReady && closing === undefined;
  const ready = Promise.all([feed.ready, throttleReady]).then(() => undefined);

  return {
    decide(request, requestId) {
      if (!isReady()) return unavailable();
      const now = clock.now();
      const decision = decide(replica, counter, request, now, nodePrimitives);
      if (decision instanceof Promise) {
        return decision.then((later) => {
          recorder.record({ request, requestId, decision: later, now, rules: replica });
          return later;
        });
      }
      recorder.record({ request, requestId, decision, now, rules: replica });
      return decision;
    },
    rules: () => replica,
    status: () => ({
      id,
      revision: replica.revision,
      lagMilliseconds: lease.age(),
      leaseSeconds: lease.seconds,
      ready: isReady(),
      keys: replica.size,
      throttle: throttle.status(),
      usage: recorder.status(clock.now()),
    }),
    ready,
    tried: firstPull.then(() => (replica.revision === null ? undefined : ready)),
    pull: () => feed.pull(),
    close: () => (closing ??= within(CLOSE_MILLISECONDS, end(parts, flushing))),
  };
}

type Parts = Awaited<ReturnType<typeof createParts>>;

/** What an enforcer is made of, each part of those before it. Of these, Redis alone is connected already. */
async function createParts(options: EnforcerOptions) {
  const { clock = systemClock, logger = silentLogger, leaseSeconds = 30, pollMilliseconds = 100 } = options;
  const id = options.id ?? gatewayName(hostname(), randomBytes(4));
  const database = openDatabase(options.databaseUrl);
  await Promise.all([database.load(), options.redisUrl !== undefined && loadRedis()]);
  const redis = options.redisUrl === undefined ? null : connectRedis(options.redisUrl, logger);
  const replica = new Replica(database, logger);
  const throttle = openThrottle({ id, redis, database, clock, logger });
  const recorder = new Recorder(id, replica, throttle.counter, database, logger);
  const lease = new Lease(clock, leaseSeconds);
  const registrar = new Registrar({ id, clock, database, lease, logger });
  const feed = new Feed({
    clock,
    logger,
    lease,
    pollMilliseconds,
    pull: async () => {
      await replica.pull();
      if (await registrar.enter(replica.revision ?? 0)) await replica.pull();
    },
    onPulled: () => {
      registrar.pulled(replica.revision ?? 0);
      throttle.pulled();
    },
  });
  return { id, clock, database, redis, replica, throttle, recorder, lease, registrar, feed };
}

/** Begins to follow changes, and to write every second what was recorded. */
function start({ clock, redis, replica, throttle, recorder, feed }: Parts) {
  const firstPull = feed.pull();
  if (redis) followHints(redis, replica, feed);
  const flushing = setInterval(() => {
    const now = clock.now();
    throttle.releaseIdle(now);
    if (replica.revision !== null) void recorder.flush(now);
  }, FLUSH_MILLISECONDS);
  return { firstPull, flushing };
}

/** Ends the parts: first what needs Redis, then what needs the database, and with it, last, the row in the list of gateways. */
async function end(parts: Parts, flushing: NodeJS.Timeout): Promise<void> {
  const { clock, database, redis, replica, throttle, recorder, registrar, feed } = parts;
  clearInterval(flushing);
  await throttle.close();
  redis?.close();
  await feed.close();
  if (replica.revision !== null) await recorder.flushAll(clock.now());
  await registrar.close().finally(() => database.close());
}

/** Waits until `work` has succeeded or failed, but not longer than `milliseconds`. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => undefined), limit]);
  clearTimeout(timer);
}
