import {
  databaseUrlOf,
  differentPorts,
  hostInUrl,
  origin,
  port,
  ranges,
  readSettings,
  SHARED_SETTINGS,
  wholeNumber,
} from "@latchkey/program";
import { z } from "zod";

const listener = (fallback: number) => port(fallback, { orAny: true });

const settings = z
  .object({
    ...SHARED_SETTINGS,
    GATEWAY_PORT: listener(4100),
    GATEWAY_NGINX_PORT: listener(4101),
    GATEWAY_FORWARD_AUTH_PORT: listener(4102),
    GATEWAY_ENVOY_PORT: listener(4103),
    GATEWAY_DECISION_PORT: listener(4104),
    DEMO_UPSTREAM_PORT: listener(4105),
    UPSTREAM_URL: origin.optional(),
    GATEWAY_OPS_PORT: listener(4109),
    DECISION_PEERS: ranges.optional(),
    POLICY_LEASE_SECONDS: wholeNumber(1, 3_600, "whole seconds, 1 to 3600").default(30),
  })
  .superRefine(
    differentPorts(
      "GATEWAY_PORT",
      "GATEWAY_NGINX_PORT",
      "GATEWAY_FORWARD_AUTH_PORT",
      "GATEWAY_ENVOY_PORT",
      "GATEWAY_DECISION_PORT",
    ),
  );

/** All settings of the gateway. Left out, each has its default. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the settings of the gateway from the environment.
 * @throws {Failure} one line that names the first variable whose value can't be used, without the value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const data = readSettings(settings, environment);
  return {
    host: data.HOST,
    ports: {
      proxy: data.GATEWAY_PORT,
      nginx: data.GATEWAY_NGINX_PORT,
      "forward-auth": data.GATEWAY_FORWARD_AUTH_PORT,
      envoy: data.GATEWAY_ENVOY_PORT,
      decision: data.GATEWAY_DECISION_PORT,
    },
    demoUpstreamPort: data.DEMO_UPSTREAM_PORT,
    upstream: data.UPSTREAM_URL ?? new URL(`http://${reachable(data.HOST)}:${data.DEMO_UPSTREAM_PORT}`),
    opsHost: data.OPS_HOST,
    opsPort: data.GATEWAY_OPS_PORT,
    databaseUrl: databaseUrlOf(data),
    redisUrl: data.REDIS_URL,
    trustedProxies: data.TRUSTED_PROXIES,
    decisionPeers: data.DECISION_PEERS ?? data.TRUSTED_PROXIES,
    supportEmail: data.SUPPORT_EMAIL,
    leaseSeconds: data.POLICY_LEASE_SECONDS,
    logLevel: data.LOG_LEVEL,
  };
}

/** A host to listen on as a host to connect to, as URLs spell it. */
function reachable(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "localhost" : hostInUrl(host);
}
