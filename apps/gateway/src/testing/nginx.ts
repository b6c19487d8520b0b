import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sendRaw } from "@latchkey/enforcer/testing";
import { vi } from "vitest";

const EXAMPLE = fileURLToPath(new URL("../../../../deploy/nginx/latchkey.conf", import.meta.url));

/** Runs real nginx with the example configuration, its three addresses replaced by these ports of loopback. */
export async function startNginx(ports: { listen: number; latchkey: number; upstream: number }) {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-nginx-"));
  // As root, nginx works under another user, who must be able to enter.
  await chmod(directory, 0o755);
  const example = await readFile(EXAMPLE, "utf8");
  const replaced = {
    "127.0.0.1:8080": ports.listen,
    "127.0.0.1:4101": ports.latchkey,
    "127.0.0.1:4105": ports.upstream,
  };
  let configuration = example;
  for (const [address, port] of Object.entries(replaced)) {
    if (!example.includes(address)) throw new Error(`the example configuration does not say ${address}`);
    // Whole ports only: one that was put in before may begin with the next.
    configuration = configuration.replaceAll(new RegExp(`${address}\\b`, "g"), `127.0.0.1:${port}`);
  }
  const file = join(directory, "latchkey.conf");
  await writeFile(file, configuration);
  const nginx = spawn(process.env.TEST_NGINX ?? "nginx", [
    "-p",
    directory,
    "-c",
    file,
    "-e",
    "stderr",
    "-g",
    "daemon off;",
  ]);
  let output = "";
  nginx.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await vi.waitFor(
    async () => {
      if (nginx.exitCode !== null) throw new Error(output);
      await untilAnswered(ports.listen);
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
