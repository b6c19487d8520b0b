import { Agent, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { freePorts } from "@latchkey/enforcer/testing";
import { ROOT } from "../../e2e/support/paths.js";
import { answers, type Running, run } from "../../e2e/support/processes.js";

/** The path of an operation of each Api that tests call. */
const PATHS = { voice: "/v1/Accounts/demo/Calls", lookup: "/v1/Accounts/demo/Lookups" };
type AskedApi = keyof typeof PATHS;
const ADDRESS = "192.0.2.1";

/** Milliseconds until it must be ready: several of them start at the same moment, beside servers and databases. */
const PATIENCE = 60_000;

/** A gateway's answer: the status for the caller, and the reason. */
export interface Answer {
  status: number;
  reason: string | null;
}

/** A gateway in a process of its own, asked at its nginx listener. */
export interface GatewayProcess {
  running: Running;
  /** Asks about one call with this Authorization header, of an operation of this Api (default `voice`). */
  ask(authorization: string, api?: AskedApi): Promise<Answer>;
  /** The HTTP status of /readyz. */
  readiness(): Promise<number>;
  status(): Promise<{
    revision: number | null;
    lagMilliseconds: number;
    leaseSeconds: number;
    ready: boolean;
    throttle: { counting: string; gateways: number };
  }>;
  /** How many throttle decisions it has made without Redis. */
  decidedWithoutRedis(): Promise<number>;
  /** Where it listens. */
  ports: GatewayPorts;
  stop(): Promise<void>;
  /** Ends it by this signal, SIGTERM by default, and starts another one in its place; resolves when that is ready. */
  restart(signal?: NodeJS.Signals): Promise<GatewayProcess>;
}

type GatewayPorts = Record<"proxy" | "nginx" | "forward-auth" | "envoy" | "decision" | "ops", number>;

export interface GatewayOptions {
  databaseUrl: string;
  redisUrl?: string;
  leaseSeconds?: number;
  /** Default: the demo upstream, which is not started. */
  upstreamUrl?: string;
  /** Default: free ones. */
  ports?: GatewayPorts;
}

/** Starts a gateway and, unless told otherwise, waits until it is ready. */
export async function startGateway(
  options: GatewayOptions,
  { untilReady = true } = {},
): Promise<GatewayProcess> {
  const { databaseUrl, redisUrl = "", leaseSeconds = 30, upstreamUrl } = options;
  const ports = options.ports ?? (await anyPorts());
  const env = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    POLICY_LEASE_SECONDS: String(leaseSeconds),
    ...(upstreamUrl && { UPSTREAM_URL: upstreamUrl }),
    GATEWAY_PORT: String(ports.proxy),
    GATEWAY_NGINX_PORT: String(ports.nginx),
    GATEWAY_FORWARD_AUTH_PORT: String(ports["forward-auth"]),
    GATEWAY_ENVOY_PORT: String(ports.envoy),
    GATEWAY_DECISION_PORT: String(ports.decision),
    GATEWAY_OPS_PORT: String(ports.ops),
  };
  const running = run(process.execPath, [join(ROOT, "apps/gateway/dist/main.js")], env, ROOT);
  const at = `http://127.0.0.1:${ports.ops}`;
  await answers(`${at}${untilReady ? "/readyz" : "/livez"}`, running, PATIENCE);
  const agent = new Agent({ keepAlive: true });
  return {
    running,
    ask: (authorization, api = "voice") => ask(agent, ports.nginx, authorization, PATHS[api]),
    readiness: async () => (await fetch(`${at}/readyz`)).status,
    status: async () => (await fetch(`${at}/status`)).json(),
    async decidedWithoutRedis() {
      const text = await (await fetch(`${at}/metrics`)).text();
      const counts = text.matchAll(/^latchkey_throttle_decisions_total\{by="(?:share|doubt)"\} (\d+)$/gm);
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    },
    ports,
    async stop() {
      agent.destroy();
      await running.stop();
    },
    async restart(signal = "SIGTERM") {
      agent.destroy();
      await running.stop(signal);
      return startGateway({ ...options, ports });
    },
  };
}

async function anyPorts(): Promise<GatewayPorts> {
  const [proxy = 0, nginx = 0, forwardAuth = 0, envoy = 0, decision = 0, ops = 0] = await freePorts(6);
  return { proxy, nginx, "forward-auth": forwardAuth, envoy, decision, ops };
}

function ask(agent: Agent, port: number, authorization: string, path: string): Promise<Answer> {
  const headers = {
    Authorization: authorization,
    "X-Original-Method": "GET",
    "X-Original-URI": path,
    "X-Real-IP": ADDRESS,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: "127.0.0.1", headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(answerOf(response)));
    });
    sent.once("error", reject);
    sent.end();
  });
}

function answerOf({ statusCode, headers }: IncomingMessage): Answer {
  const reason = headers["x-latchkey-reason"];
  return {
    status: Number(headers["x-latchkey-status"] ?? statusCode),
    reason: typeof reason === "string" ? reason : null,
  };
}
