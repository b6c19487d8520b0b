import type { Server } from "node:http";
import { createEnforcer, type Enforcer, type EnforcerStatus } from "@latchkey/enforcer";
import { closeServers } from "@latchkey/enforcer/http";
import { type Endpoint, hostInUrl, listen } from "@latchkey/program";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import { createListener } from "./http/listener.js";
import { Gate } from "./listeners/gate.js";
import { LISTENERS, type ListenerName } from "./listeners/listener-name.js";
import { CHECK_REQUEST_MILLISECONDS, createListeners } from "./listeners/listeners.js";
import { Metrics } from "./ops/metrics.js";
import { opsHandler } from "./ops/ops.js";
import { createForward } from "./proxy/forward.js";

const PORT_VARIABLES: Record<ListenerName, string> = {
  proxy: "GATEWAY_PORT",
  nginx: "GATEWAY_NGINX_PORT",
  "forward-auth": "GATEWAY_FORWARD_AUTH_PORT",
  envoy: "GATEWAY_ENVOY_PORT",
  decision: "GATEWAY_DECISION_PORT",
};

interface Gateway {
  /** Lets requests that have begun end, writes what was recorded and closes everything; takes about fifteen seconds at most. */
  close(): Promise<void>;
}

/**
 * Opens the ops port, and the listeners once the rules are loaded, so that a load balancer sends no calls to a gateway that has just been
 * started. When the first load fails, the listeners open too, and answer 503 until the rules are loaded.
 * @throws {Failure} which names the variable of the port that can't be used; nothing is left open then
 */
export async function startGateway(config: Config, logger: Logger): Promise<Gateway> {
  const { databaseUrl, redisUrl, leaseSeconds } = config;
  const enforcer = await createEnforcer({ databaseUrl, redisUrl, leaseSeconds, logger });
  let isClosing = false;
  const status = () => {
    const now = enforcer.status();
    return { ...now, ready: now.ready && !isClosing };
  };
  const { ops, listeners } = createServers(config, logger, enforcer, status);

  const open: Server[] = [];
  const close = async () => {
    isClosing = true;
    await closeServers(open);
    await enforcer.close();
    ops.closeAllConnections();
    ops.close();
  };
  try {
    await listen(ops, opsEndpoint(config));
    await enforcer.tried;
    if (enforcer.status().revision === null)
      logger.warn("DATABASE_URL: there are no rules to be had for now; trying again and again");
    for (const name of LISTENERS) {
      await listen(listeners[name], endpointOf(name, config));
      open.push(listeners[name]);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const addresses = Object.entries({ ...listeners, ops }).map(([name, server]) => [name, addressOf(server)]);
  logger.info({ ...Object.fromEntries(addresses), upstream: config.upstream.origin }, "the gateway listens");
  void enforcer.ready.then(() => logger.info(enforcer.status(), "the rules are loaded"));
  return { close };
}

/** All servers of a gateway, none of them listening yet. */
function createServers(config: Config, logger: Logger, enforcer: Enforcer, status: () => EnforcerStatus) {
  const { upstream, trustedProxies, decisionPeers, supportEmail } = config;
  const metrics = new Metrics(status);
  const gate = new Gate({ enforcer, metrics, logger, supportEmail });
  const forward = createForward(upstream, trustedProxies, logger);
  return {
    listeners: createListeners({ gate, forward, trustedProxies, decisionPeers, supportEmail, logger }),
    ops: createListener(opsHandler(status, metrics), { requestTimeout: CHECK_REQUEST_MILLISECONDS }),
  };
}

function endpointOf(name: ListenerName, { host, ports }: Config): Endpoint {
  return { host, port: ports[name], hostVariable: "HOST", portVariable: PORT_VARIABLES[name] };
}

function opsEndpoint({ opsHost: host, opsPort: port }: Config): Endpoint {
  return { host, port, hostVariable: "OPS_HOST", portVariable: "GATEWAY_OPS_PORT" };
}

/** Where a server listens, as URLs write it. */
export function addressOf(server: Pick<Server, "address">): string {
  const address = server.address();
  return typeof address === "object" && address
    ? `${hostInUrl(address.address)}:${address.port}`
    : String(address);
}
