import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePorts } from "@latchkey/enforcer/testing";

/** A gateway as a process of its own, with what it has written. */
export interface Running {
  process: ChildProcess;
  output(): string;
  /** Resolves to the exit code; rejects when a signal ended it. */
  ended: Promise<number>;
}

/** Runs a built entry of this package with exactly this environment. */
export function run(entry: "main" | "demo-upstream", environment: Record<string, string>): Running {
  const path = fileURLToPath(new URL(`../../dist/${entry}.js`, import.meta.url));
  const child = spawn(process.execPath, [path], { env: { PATH: process.env.PATH, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = once(child, "exit").then(([code, signal]) => {
    if (typeof code !== "number") throw new Error(`ended by ${signal}`);
    return code;
  });
  ended.catch(() => undefined);
  return { process: child, output: () => output, ended };
}

/** Free ports for a gateway and its demo upstream, and the environment that says them. */
export async function gatewayPorts() {
  const [proxy = 0, nginx = 0, forwardAuth = 0, envoy = 0, decision = 0, ops = 0, upstream = 0] =
    await freePorts(7);
  return {
    ports: { proxy, nginx, "forward-auth": forwardAuth, envoy, decision, ops, upstream },
    environment: {
      GATEWAY_PORT: String(proxy),
      GATEWAY_NGINX_PORT: String(nginx),
      GATEWAY_FORWARD_AUTH_PORT: String(forwardAuth),
      GATEWAY_ENVOY_PORT: String(envoy),
      GATEWAY_DECISION_PORT: String(decision),
      GATEWAY_OPS_PORT: String(ops),
      DEMO_UPSTREAM_PORT: String(upstream),
    },
  };
}
