import { join } from "node:path";
import {
  announcer,
  type Clock,
  connectRedis,
  createDirectEnforcer,
  openRulesReader,
  systemClock,
} from "@latchkey/enforcer";
import { type Endpoint, requireFree } from "@latchkey/program";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.js";
import { reportDamage } from "../database/damage.js";
import type { Database } from "../database/database.js";
import type { Installation } from "../graphql/context.js";
import { createGraphqlServer } from "../graphql/server.js";
import { report } from "../http/errors.js";
import { listen } from "../http/listen.js";
import { trustedOrigins } from "../http/origins.js";
import { createHttp } from "../http/server.js";
import { createAuth } from "../identity/auth.js";
import { authSecret } from "../identity/auth-secret.js";
import { resetMailer } from "../identity/password-reset.js";
import type { Log } from "../log.js";
import { startMailer } from "../mail/mailer.js";
import { linkMailer } from "../mail/sealed-letter.js";
import { fileTransport, smtpTransport } from "../mail/transport.js";
import { createMetrics, type Metrics } from "../ops/metrics.js";
import { createOps, type Running } from "../ops/ops.js";
import { isReady } from "../ops/readiness.js";
import { startRetention } from "../retention/retention.js";
import { setUpOnce } from "../setup/setup.js";
import { Closing } from "./closing.js";
import { prepare } from "./prepare.js";

/** What every step of a start is given. */
interface Start {
  config: Config;
  log: Log;
  clock: Clock;
  /** Takes what the step has opened. */
  closing: Closing;
}

/**
 * Starts the server: ops port, database, catalogue, first start, and last the port that people reach.
 * @returns how to end it, cleanly: once requests under way are answered, the database is closed.
 * @throws {Failure} one line when it can't start. What was opened is closed again.
 */
export async function serve(config: Config, log: Log, clock: Clock = systemClock): Promise<Closing> {
  const closing = new Closing();
  try {
    await start({ config, log, clock, closing });
    return closing;
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(given: Start): Promise<void> {
  const { config, log, clock, closing } = given;
  const { host, port } = config;
  const endpoint: Endpoint = { host, port, hostVariable: "HOST", portVariable: "PORT" };
  await requireFree(endpoint);
  const metrics = createMetrics(() => isReady(running.database));
  const running: Running = { database: null, clock, metrics };
  await openOps(given, running);
  const connected = await connect(given);
  const { database } = connected;
  const secret = await authSecret(config.authSecret, config.dataDir);
  await setUpOnce({ database, clock }, config, process.stdout);
  startChores(given, database, secret);
  const http = await openHttp(given, { ...connected, secret, metrics });
  await listen(http, endpoint);
  running.database = database;
  closing.add(async () => {
    running.database = null;
  });
  // People at a terminal are told by what they started, in words.
  const level = process.stdout.isTTY ? "debug" : "info";
  log[level]({ host, port }, "ready");
}

async function openOps({ config, closing }: Start, running: Running): Promise<void> {
  const { opsHost: host, opsPort: port } = config;
  const ops = createOps(running);
  closing.add(() => ops.close());
  await listen(ops, { host, port, hostVariable: "OPS_HOST", portVariable: "OPS_PORT" });
}

type Connected = Awaited<ReturnType<typeof connect>>;

/** The database, brought up to date, and what else answers from it or from Redis. */
async function connect({ config, log, clock, closing }: Start) {
  const { databaseUrl, redisUrl } = config;
  const prepared = await prepare(config, clock);
  closing.add(() => prepared.close());
  const redis = redisUrl === null ? null : connectRedis(redisUrl, log);
  closing.add(async () => redis?.close());
  // Gateways are told through Redis that there is a change, so that they need not wait for their next look.
  const database: Database = redis === null ? prepared : { ...prepared, announce: announcer(redis) };
  const rules = openRulesReader(databaseUrl);
  closing.add(() => rules.close());
  const enforcer = createDirectEnforcer({ databaseUrl, redis, clock, logger: log });
  closing.add(() => enforcer.close());
  return { database, rules, enforcer };
}

/** What is done beside answering requests. */
function startChores({ config, log, clock, closing }: Start, database: Database, secret: string): void {
  const { publicUrl, supportEmail, smtpUrl, dataDir } = config;
  const sender = { publicUrl, supportEmail };
  const transport = smtpUrl === null ? fileTransport(join(dataDir, "outbox")) : smtpTransport(smtpUrl);
  closing.add(startMailer({ database, clock, log, sender, transport, secret }));
  closing.add(startRetention({ database, clock, log }));
  closing.add(reportDamage(database.reader, log));
}

/** What answers requests, of which none comes yet. */
async function openHttp(
  { config, log, clock, closing }: Start,
  { database, rules, enforcer, secret, metrics }: Connected & { secret: string; metrics: Metrics },
): Promise<FastifyInstance> {
  const { publicUrl, gatewayUrl, supportEmail, trustedProxies, secondFactorRequired } = config;
  const origins = trustedOrigins(publicUrl, config.port);
  const mailLink = linkMailer(secret);
  const mailReset = resetMailer({ database, clock, mailLink });
  const auth = createAuth({ database, clock, secret, publicUrl, trustedOrigins: origins, mailReset, log });
  const installation: Installation = { database, clock, rules, gatewayUrl, supportEmail, mailLink, log };
  const apollo = createGraphqlServer((err, requestId) => report(log, err, requestId));
  await apollo.start();
  closing.add(() => apollo.stop());
  const http = await createHttp({
    apollo,
    installation,
    auth,
    enforcer,
    secondFactorRequired,
    log,
    publicUrl,
    trustedProxies,
    trustedOrigins: origins,
    metrics,
  });
  closing.add(() => http.close());
  return http;
}
