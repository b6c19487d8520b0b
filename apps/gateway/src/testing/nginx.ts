import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendRaw } from "@latchkey/enforcer/testing";
import { vi } from "vitest";
import { exampleWith } from "./example.js";

/** Ports of loopback. `latchkey`: of one gateway's nginx listener, or of several gateways'. */
export interface NginxPorts {
  listen: number;
  latchkey: number | readonly number[];
  upstream: number;
}

/** A real nginx as a process of its own. */
export interface Nginx {
  stop(): Promise<void>;
  accessLog(): Promise<string>;
}

/** Runs real nginx with the example configuration, its three addresses replaced by these ports of loopback. */
export async function startNginx(ports: NginxPorts): Promise<Nginx> {
  const gateways = [ports.latchkey].flat().map((port) => `127.0.0.1:${port}`);
  const configuration = await exampleWith("nginx/latchkey.conf", {
    "127.0.0.1:8080": `127.0.0.1:${ports.listen}`,
    "127.0.0.1:4101": gateways.join(" max_fails=0; server "),
    "127.0.0.1:4105": `127.0.0.1:${ports.upstream}`,
  });
  return runNginx(configuration, () => untilAnswered(ports.listen));
}

/** Runs real nginx with this configuration, in a folder of its own, and waits until `isUp` does not reject any more. */
export async function runNginx(configuration: string, isUp: () => Promise<unknown>): Promise<Nginx> {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-nginx-"));
  // As root, nginx works under another user, who must be able to enter.
  await chmod(directory, 0o755);
  const file = join(directory, "nginx.conf");
  await writeFile(file, configuration);
  const options = ["-p", directory, "-c", file, "-e", "stderr", "-g", "daemon off;"];
  const nginx = spawn(process.env.TEST_NGINX ?? "nginx", options);
  let output = "";
  nginx.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await vi.waitFor(
    async () => {
      if (nginx.exitCode !== null) throw new Error(output);
      await isUp();
    },
    { timeout: 10_000, interval: 50 },
  );
  return {
    stop: () => stop(nginx, directory),
    accessLog: () => readFile(join(directory, "access.log"), "utf8"),
  };
}

async function untilAnswered(port: number): Promise<void> {
  const answer = await sendRaw(port, "GET http://x/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  if (!answer.startsWith("HTTP/1.1 400")) throw new Error("nginx does not answer yet");
}

async function stop(nginx: ChildProcess, directory: string): Promise<void> {
  if (nginx.exitCode === null) {
    nginx.kill("SIGTERM");
    await once(nginx, "exit");
  }
  await rm(directory, { recursive: true, force: true });
}
