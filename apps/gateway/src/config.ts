import { type AddressRanges, readRanges } from "@latchkey/enforcement";
import { parseDatabaseUrl, parseRedisUrl } from "@latchkey/enforcer";
import { z } from "zod";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const LOOPBACK = "127.0.0.0/8, ::1/128";

const text = (fallback: string) => z.string().trim().min(1, "must not be empty").default(fallback);
/** Digits alone, as the server reads its own: `0x10` and `1e4` are slips, and would be ports that nobody meant. */
const whole = (from: number, to: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, message)
    .transform(Number)
    .refine((value) => value >= from && value <= to, message);
const port = (fallback: number) =>
  whole(0, 65_535, "must be a port from 1 to 65535, or 0 for any that is free").default(fallback);
const addresses = z.string().transform((value, context): AddressRanges => {
  const ranges = readRanges(value);
  if (ranges) return ranges;
  context.addIssue({
    code: "custom",
    message: "must be addresses or CIDR ranges, separated by commas, or none",
  });
  return z.NEVER;
});
const origin = z
  .string()
  .refine(isOrigin, "must be http://host:port or https://host:port, without path and credentials")
  .transform((value) => new URL(value));

/** Text that `parse` accepts; else the issue is the message of its error. */
const acceptedBy = (parse: (text: string) => unknown) =>
  z.string().superRefine((value, context) => {
    try {
      parse(value);
    } catch (error) {
      context.addIssue({ code: "custom", message: (error as Error).message });
    }
  });

/** Those of the listeners on HOST. */
const LISTENERS = [
  "GATEWAY_PORT",
  "GATEWAY_NGINX_PORT",
  "GATEWAY_FORWARD_AUTH_PORT",
  "GATEWAY_ENVOY_PORT",
  "GATEWAY_DECISION_PORT",
] as const;

const environment = z.object({
  HOST: text("127.0.0.1"),
  GATEWAY_PORT: port(4100),
  GATEWAY_NGINX_PORT: port(4101),
  GATEWAY_FORWARD_AUTH_PORT: port(4102),
  GATEWAY_ENVOY_PORT: port(4103),
  GATEWAY_DECISION_PORT: port(4104),
  DEMO_UPSTREAM_PORT: port(4105),
  UPSTREAM_URL: origin.optional(),
  OPS_HOST: text("127.0.0.1"),
  GATEWAY_OPS_PORT: port(4109),
  DATA_DIR: text("./data"),
  DATABASE_URL: acceptedBy(parseDatabaseUrl).optional(),
  REDIS_URL: acceptedBy(parseRedisUrl).optional(),
  TRUSTED_PROXIES: addresses.prefault(LOOPBACK),
  DECISION_PEERS: addresses.optional(),
  SUPPORT_EMAIL: z.email("must be an e-mail address").optional(),
  POLICY_LEASE_SECONDS: whole(1, 3_600, "must be whole seconds, 1 to 3600").default(30),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(", ")}`).default("info"),
});

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the environment. Empty variables count as not set.
 * @throws Error with one line that names the variable that can't be used, never its value: that may contain a password
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = environment.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const values = result.data;
  for (const [at, name] of LISTENERS.entries()) {
    const same = values[name] !== 0 && LISTENERS.slice(0, at).find((other) => values[other] === values[name]);
    if (same) throw new Error(`${name}: must be another port than ${same}`);
  }
  return {
    host: values.HOST,
    ports: {
      proxy: values.GATEWAY_PORT,
      nginx: values.GATEWAY_NGINX_PORT,
      forwardAuth: values.GATEWAY_FORWARD_AUTH_PORT,
      envoy: values.GATEWAY_ENVOY_PORT,
      decision: values.GATEWAY_DECISION_PORT,
    },
    demoUpstreamPort: values.DEMO_UPSTREAM_PORT,
    upstream: values.UPSTREAM_URL ?? new URL(`http://${reachable(values.HOST)}:${values.DEMO_UPSTREAM_PORT}`),
    opsHost: values.OPS_HOST,
    opsPort: values.GATEWAY_OPS_PORT,
    databaseUrl: values.DATABASE_URL ?? `sqlite:${values.DATA_DIR}/latchkey.sqlite`,
    redisUrl: values.REDIS_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    decisionPeers: values.DECISION_PEERS ?? values.TRUSTED_PROXIES,
    supportEmail: values.SUPPORT_EMAIL ?? null,
    leaseSeconds: values.POLICY_LEASE_SECONDS,
    logLevel: values.LOG_LEVEL,
  };
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(value);
  const isBare = `${username}${password}${search}${hash}` === "" && pathname === "/";
  return isBare && (protocol === "http:" || protocol === "https:");
}

/** A host to listen on as a host to connect to, as URLs spell it. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
