import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import {
  type AccessRequest,
  type Admitted,
  admit,
  authorize,
  type Caller,
  type Decision,
  type Denied,
  hasKeyForm,
  hasTokenForm,
  type Passed,
  parseBasic,
  type Rules,
  throttle as spend,
} from "@latchkey/enforcement";
import { type Clock, systemClock } from "../clock.js";
import { gatewayName } from "../gateway-name.js";
import { type Logger, silentLogger } from "../logger.js";
import { nodePrimitives } from "../primitives.js";
import type { RedisConnection } from "../redis/connection.js";
import { emptyRules, openRulesReader } from "../replica/rules-reader.js";
import { openDatabase } from "../sql/database.js";
import { openThrottle } from "../throttle/throttle.js";
import { Recorder } from "../usage/recorder.js";

/** Which database it decides by. */
export interface DirectEnforcerOptions {
  /** As for `createEnforcer`. */
  databaseUrl: string;
  /** Where limits are counted together with others; stays the caller's to close. Default null: this process counts alone. */
  redis?: RedisConnection | null;
  /** Default: the system's. */
  clock?: Clock;
  /** Default: says nothing. */
  logger?: Logger;
}

/** A caller who is authenticated and calls from an allowed address. */
export interface Admission {
  allowed: true;
  caller: Caller;
  /**
   * Decides the rest of this call; to be called once. Allowed when the key was granted one of these operations and the limit of its Api has
   * room; then one request is spent. The first operation that was granted counts. When none was, the first is the missing permission.
   * @param operations codes, at least one
   * @throws Error when there is no operation
   */
  decide(operations: readonly string[]): Promise<Decision>;
  /**
   * Judges this call again by the rules of this moment, for a caller that has waited meanwhile. Leaves its limit out; spends and records
   * nothing.
   * @param operations as for `decide`
   * @returns why it is denied by now; null: it is not. Rejects when the database can't be read
   */
  deniedNow(operations: readonly string[]): Promise<Denied | null>;
}

/**
 * Decides calls without a replica, each by the rules that are in the database at that moment, and in two steps, for calls whose operation
 * is known only after the caller. For few calls, such as those of a management API. A change holds from its commit on.
 */
export interface DirectEnforcer {
  /**
   * Stages 1 and 2. The outcome of the call is recorded under `requestId` (at most 64 characters). Credentials that nobody can have cause no
   * query. Rejects when the database can't be read: then nothing may be allowed.
   */
  admit(request: AccessRequest, requestId: string): Promise<Admission | Denied>;
  /** Writes what was recorded and disconnects. */
  close(): Promise<void>;
}

const FLUSH_MILLISECONDS = 1_000;

/**
 * Starts a direct enforcer. Connects to the database when first used.
 * @throws Error when `databaseUrl` can't be one
 */
export function createDirectEnforcer(options: DirectEnforcerOptions): DirectEnforcer {
  const parts = createParts(options);
  const { clock, reader, nobody, recorder } = parts;
  const flushing = start(parts);
  let closing: Promise<void> | undefined;

  return {
    async admit(request, requestId) {
      const key = plausibleKey(request.authorization);
      const rules = key === null ? nobody : await reader.readByKey(key);
      const record = <D extends Decision>(decision: D): D => {
        recorder.record({ request, requestId, decision, now: clock.now(), rules });
        return decision;
      };
      const admitted = admit(rules, request, clock.now(), nodePrimitives);
      if (!admitted.allowed) return record(admitted);
      const { caller } = admitted;
      return {
        allowed: true,
        caller,
        decide: async (operations) => record(await decideRest(parts, rules, admitted, operations)),
        deniedNow: (operations) => deniedNow(parts, caller.key, request, operations),
      };
    },
    close: () => (closing ??= end(parts, flushing)),
  };
}

type Parts = ReturnType<typeof createParts>;

/** What a direct enforcer is made of. */
function createParts(options: DirectEnforcerOptions) {
  const { databaseUrl, redis = null, clock = systemClock, logger = silentLogger } = options;
  const id = gatewayName(hostname(), randomBytes(4));
  const database = openDatabase(databaseUrl);
  const reader = openRulesReader(databaseUrl, logger);
  const nobody = emptyRules();
  const throttle = openThrottle({ id, redis, database, clock, logger });
  const recorder = new Recorder(id, nobody, throttle.counter, database, logger);
  return { clock, database, reader, nobody, throttle, recorder };
}

/** Begins to keep the limits' counts, and to write every second what was recorded. */
function start({ clock, throttle, recorder }: Parts): NodeJS.Timeout {
  throttle.pulled();
  return setInterval(() => {
    throttle.pulled();
    throttle.releaseIdle(clock.now());
    void recorder.flush(clock.now());
  }, FLUSH_MILLISECONDS);
}

async function end(
  { clock, database, reader, throttle, recorder }: Parts,
  flushing: NodeJS.Timeout,
): Promise<void> {
  clearInterval(flushing);
  await throttle.close();
  await recorder.flushAll(clock.now());
  await Promise.all([reader.close(), database.close()]);
}

/** Stages 4 and 5, by the rules that the caller was admitted by. */
async function decideRest(
  { clock, throttle }: Parts,
  rules: Rules,
  admitted: Admitted,
  operations: readonly string[],
): Promise<Decision> {
  const judged = authorizeAny(rules, admitted, operations);
  return judged.allowed ? spend(rules, throttle.counter, judged, clock.now()) : judged;
}

/** Stages 1, 2 and 4 once more, by the rules as they are now; null when they let the call through. */
async function deniedNow(
  { clock, reader }: Parts,
  key: string,
  request: AccessRequest,
  operations: readonly string[],
): Promise<Denied | null> {
  const rules = await reader.readByKey(key);
  const admitted = admit(rules, request, clock.now(), nodePrimitives);
  const judged = admitted.allowed ? authorizeAny(rules, admitted, operations) : admitted;
  return judged.allowed ? null : judged;
}

/** Stage 4 for the first operation that was granted; when none was, for the first. @throws Error when there is no operation */
function authorizeAny(rules: Rules, admitted: Admitted, operations: readonly string[]): Passed | Denied {
  const judged = operations.map((code) => authorize(rules, admitted, code));
  const decisive = judged.find(({ allowed }) => allowed) ?? judged[0];
  if (decisive === undefined) throw new Error("no operation to decide about");
  return decisive;
}

/** The public key in a header; null when nobody can have these credentials. */
function plausibleKey(authorization: string | null): string | null {
  const credentials = authorization === null ? null : parseBasic(authorization);
  if (credentials === null) return null;
  const { key, token, plain } = credentials;
  if (!hasKeyForm(key, plain) || !hasTokenForm(token, plain)) return null;
  return key.toString();
}
