import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../../apps/gateway/dist/main.js", import.meta.url));

export interface Gateway {
  /** The URL of its nginx listener. */
  nginx: string;
  /** Microseconds of processor time that it has used. */
  cpu(): Promise<number>;
  end(): Promise<void>;
}

/** Starts a gateway as in production, on free ports, and waits until its rules are loaded. */
export async function startGateway(databaseUrl: string): Promise<Gateway> {
  const ports = ["", "_NGINX", "_FORWARD_AUTH", "_ENVOY", "_DECISION", "_OPS"];
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    ...Object.fromEntries(ports.map((name) => [`GATEWAY${name}_PORT`, "0"])),
    DEMO_UPSTREAM_PORT: "1",
  };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "inherit"] });
  const end = async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  const lines = createInterface(child.stdout);
  for await (const line of lines) {
    const { msg, nginx, ops } = JSON.parse(line);
    if (msg !== "the gateway listens") continue;
    child.stdout.resume();
    await ready(`http://${ops}/readyz`);
    return { nginx: `http://${nginx}`, cpu: () => cpuOf(`http://${ops}/metrics`), end };
  }
  throw new Error("the gateway did not start");
}

async function ready(url: string): Promise<void> {
  while ((await fetch(url)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function cpuOf(url: string): Promise<number> {
  const text = await (await fetch(url)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]) * 1e6;
}
