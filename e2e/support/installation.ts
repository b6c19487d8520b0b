import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../../packages/enforcer/src/testing/ports.js";
import { startNginx } from "./nginx.js";
import { ROOT } from "./paths.js";
import { answers, type Running, run } from "./processes.js";

export const OWNER = { email: "owner@example.com", password: "correct horse battery" };
export const OPERATOR = { email: "operator@example.com", password: "staple of an operator" };

/** Stands beside every form that asks for a limit. */
export const SUPPORT_EMAIL = "support@provider.example";

/** A whole Latchkey of its own: server, gateway, demo upstream and nginx, on free ports and a new database. */
export interface Installation {
  /** The dashboard. */
  url: string;
  /** The reverse proxy. */
  proxy: string;
  /** nginx, which asks the gateway by `auth_request`. */
  nginx: string;
  sid: string;
  /** The folder of the mails that it sent. */
  outbox: string;
  /** Runs a command of the server's program, as the provider's staff do meanwhile. */
  command(...words: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** @param more settings beyond those that all have */
export async function startInstallation(more: Record<string, string> = {}): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-e2e-"));
  const [port = 0, proxyPort = 0, checkPort = 0, forwardAuthPort = 0, envoyPort = 0, ...others] =
    await freePorts(10);
  const [decisionPort = 0, upstreamPort = 0, opsPort = 0, gatewayOpsPort = 0, nginxPort = 0] = others;
  const env = {
    PORT: String(port),
    GATEWAY_PORT: String(proxyPort),
    GATEWAY_NGINX_PORT: String(checkPort),
    GATEWAY_FORWARD_AUTH_PORT: String(forwardAuthPort),
    GATEWAY_ENVOY_PORT: String(envoyPort),
    GATEWAY_DECISION_PORT: String(decisionPort),
    DEMO_UPSTREAM_PORT: String(upstreamPort),
    OPS_PORT: String(opsPort),
    GATEWAY_OPS_PORT: String(gatewayOpsPort),
    DATA_DIR: join(directory, "data"),
    SETUP_OWNER_PASSWORD: OWNER.password,
    SETUP_OPERATOR_PASSWORD: OPERATOR.password,
    SUPPORT_EMAIL,
    LOG_LEVEL: "warn",
    ...more,
  };
  const started: Running[] = [];
  const start = async (script: string, readyUrl: string) => {
    const running = run(process.execPath, [join(ROOT, script)], env, ROOT);
    started.push(running);
    await answers(readyUrl, running);
  };
  const stop = async () => {
    for (const running of started.reverse()) await running.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await start("apps/server/dist/main.js", `http://127.0.0.1:${opsPort}/readyz`);
    await start("apps/gateway/dist/main.js", `http://127.0.0.1:${gatewayOpsPort}/readyz`);
    await start("apps/gateway/dist/demo-upstream.js", `http://127.0.0.1:${upstreamPort}/`);
    started.push(await startNginx({ directory, port: nginxPort, checkPort, upstreamPort }));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://localhost:${port}`,
    proxy: `http://127.0.0.1:${proxyPort}`,
    nginx: `http://127.0.0.1:${nginxPort}`,
    sid: "demo",
    outbox: join(directory, "data", "outbox"),
    async command(...words) {
      const running = run(process.execPath, [join(ROOT, "apps/server/dist/main.js"), ...words], env, ROOT);
      if ((await running.ended) !== 0) throw new Error(running.output());
    },
    stop,
  };
}
