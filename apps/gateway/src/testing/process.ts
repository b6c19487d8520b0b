import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

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

/** Ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
