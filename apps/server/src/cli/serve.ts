import { join } from "node:path";
import { announcer, connectRedis, createDirectEnforcer, openRulesReader } from "@latchkey/enforcer";
import { type Place, requireFree } from "@latchkey/program";
import { type Clock, systemClock } from "../clock.js";
import type { Config } from "../config.js";
import { reportDamage } from "../database/damage.js";
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
import { createMetrics } from "../ops/metrics.js";
import { createOps, type Running } from "../ops/ops.js";
import { startRetention } from "../retention/retention.js";
import { setUpOnce } from "../setup/setup.js";
import { Closing } from "./closing.js";
import { prepare } from "./prepare.js";

/**
 * Starts the server: ops port, database, catalogue, first start, and last the port that people reach.
 * @returns how to end it, cleanly: once requests under way are answered, the database is closed.
 * @throws {Failure} one line when it can't start. What was opened is closed again.
 */
export async function serve(config: Config, log: Log, clock: Clock = systemClock): Promise<Closing> {
  const closing = new Closing();
  try {
    await start(config, log, clock, closing);
    return closing;
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(config: Config, log: Log, clock: Clock, closing: Closing): Promise<void> {
  const { publicUrl } = config;
  const place: Place = { host: config.host, port: config.port, hostVariable: "HOST", portVariable: "PORT" };
  await requireFree(place);
  const running: Running = { database: null, clock, metrics: createMetrics() };
  const ops = createOps(running);
  closing.add(() => ops.close());
  await listen(ops, {
    host: config.opsHost,
    port: config.opsPort,
    hostVariable: "OPS_HOST",
    portVariable: "OPS_PORT",
  });

  const prepared = await prepare(config, clock);
  closing.add(() => prepared.close());
  const redis = config.redisUrl === null ? null : connectRedis(config.redisUrl, log);
  closing.add(async () => redis?.close());
  // Gateways are told through Redis that there is a change, so that they need not wait for their next look.
  const database = redis === null ? prepared : { ...prepared, announce: announcer(redis) };
  const rules = openRulesReader(config.databaseUrl);
  closing.add(() => rules.close());
  const enforcer = createDirectEnforcer({ databaseUrl: config.databaseUrl, redis, clock, logger: log });
  closing.add(() => enforcer.close());
  const secret = await authSecret(config.authSecret, config.dataDir);
  await setUpOnce(database, clock, config, process.stdout);

  const origins = trustedOrigins(publicUrl, config.port);
  const apollo = createGraphqlServer((err, requestId) => report(log, err, requestId));
  await apollo.start();
  closing.add(() => apollo.stop());
  const { gatewayUrl, supportEmail, trustedProxies } = config;
  const sender = { publicUrl, supportEmail };
  const transport =
    config.smtpUrl === null ? fileTransport(join(config.dataDir, "outbox")) : smtpTransport(config.smtpUrl);
  const mailLink = linkMailer(secret);
  const mailReset = resetMailer({ database, clock, mailLink });
  const auth = createAuth({ database, clock, secret, publicUrl, trustedOrigins: origins, mailReset, log });
  const installation: Installation = { database, clock, rules, gatewayUrl, supportEmail, mailLink, log };
  closing.add(startMailer({ database, clock, log, sender, transport, secret }));
  closing.add(startRetention({ database, clock, log }));
  closing.add(reportDamage(database.reader, log));
  const http = await createHttp({
    apollo,
    installation,
    auth,
    enforcer,
    secondFactorRequired: config.secondFactorRequired,
    log,
    publicUrl,
    trustedProxies,
    trustedOrigins: origins,
    metrics: running.metrics,
  });
  closing.add(() => http.close());
  await listen(http, place);
  running.database = database;
  closing.add(async () => {
    running.database = null;
  });
  // People at a terminal are told by what they started, in words.
  const level = process.stdout.isTTY ? "debug" : "info";
  log[level]({ host: config.host, port: config.port }, "ready");
}
