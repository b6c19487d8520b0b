import type { Server } from "node:http";
import { createEnforcer } from "@latchkey/enforcer";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import { createListener } from "./http/listener.js";
import { Gate } from "./listeners/gate.js";
import { nginxHandler } from "./listeners/nginx.js";
import { onlyPeers } from "./listeners/peers.js";
import { proxyHandler } from "./listeners/proxy.js";
import { Metrics } from "./ops/metrics.js";
import { opsHandler } from "./ops/ops.js";
import { createForward } from "./proxy/forward.js";
import { closeServers, listen } from "./servers.js";

/** A whole upload or a long answer may take its time; a question to a check listener may not. */
const PROXY_REQUEST_MILLISECONDS = 1_800_000;
const CHECK_REQUEST_MILLISECONDS = 10_000;

export interface Gateway {
  close(): Promise<void>;
}

/**
 * Opens all listeners, whether the rules are there already or not.
 * @throws Error that names the variable of the port or the URL that can't be used; nothing is left open then.
 */
export async function startGateway(config: Config, logger: Logger): Promise<Gateway> {
  const { databaseUrl, leaseSeconds, trustedProxies, supportEmail } = config;
  const enforcer = await createEnforcer({ databaseUrl, leaseSeconds, logger }).catch((error: Error) => {
    throw new Error(`DATABASE_URL: ${error.message}`);
  });
  const metrics = new Metrics(enforcer.status);
  const gate = new Gate({ enforcer, metrics, logger, supportEmail });
  const forward = createForward(config.upstream, trustedProxies, logger);
  const proxy = createListener(proxyHandler(gate, forward, trustedProxies), {
    requestTimeout: PROXY_REQUEST_MILLISECONDS,
  });
  const check = { requestTimeout: CHECK_REQUEST_MILLISECONDS };
  const nginx = createListener(onlyPeers(config.decisionPeers, nginxHandler(gate)), check);
  const ops = createListener(opsHandler(enforcer.status, metrics), check);

  const open: Server[] = [];
  const close = async () => {
    await closeServers(open);
    await enforcer.close();
  };
  try {
    open.push(await listen(proxy, config.host, config.proxyPort, "HOST", "GATEWAY_PORT"));
    open.push(await listen(nginx, config.host, config.nginxPort, "HOST", "GATEWAY_NGINX_PORT"));
    open.push(await listen(ops, config.opsHost, config.opsPort, "OPS_HOST", "GATEWAY_OPS_PORT"));
  } catch (error) {
    await close();
    throw error;
  }
  logger.info(
    {
      proxy: addressOf(proxy),
      nginx: addressOf(nginx),
      ops: addressOf(ops),
      upstream: config.upstream.origin,
    },
    "the gateway listens",
  );
  void enforcer.ready.then(() => logger.info(enforcer.status(), "the rules are loaded"));
  return { close };
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === "object" && address ? `${address.address}:${address.port}` : String(address);
}
