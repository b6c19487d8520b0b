import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sendRaw } from "@latchkey/enforcer/testing";
import { vi } from "vitest";

const EXAMPLE = fileURLToPath(new URL("../../../../deploy/caddy/Caddyfile", import.meta.url));

/** Runs real Caddy with the example configuration, its three addresses replaced by these ports of loopback. */
export async function startCaddy(ports: { listen: number; latchkey: number; upstream: number }) {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-caddy-"));
  const example = await readFile(EXAMPLE, "utf8");
  const replaced = {
    "http://:8080": `http://:${ports.listen}`,
    "127.0.0.1:4102": `127.0.0.1:${ports.latchkey}`,
    "127.0.0.1:4105": `127.0.0.1:${ports.upstream}`,
  };
  let configuration = example;
  for (const [from, to] of Object.entries(replaced)) {
    if (!example.includes(from)) throw new Error(`the example configuration does not say ${from}`);
    // Whole ports only: one that was put in before may begin with the next.
    configuration = configuration.replaceAll(new RegExp(`${from}\\b`, "g"), to);
  }
  const file = join(directory, "Caddyfile");
  await writeFile(file, configuration);
  const environment = {
    PATH: process.env.PATH,
    HOME: directory,
    XDG_DATA_HOME: directory,
    XDG_CONFIG_HOME: directory,
  };
  const caddy = spawn(
    process.env.TEST_CADDY ?? "caddy",
    ["run", "--config", file, "--adapter", "caddyfile"],
    {
      env: environment,
    },
  );
  let output = "";
  caddy.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await vi.waitFor(
    async () => {
      if (caddy.exitCode !== null) throw new Error(output);
      const answer = await sendRaw(ports.listen, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      if (!answer.startsWith("HTTP/1.1 ")) throw new Error("Caddy does not answer yet");
    },
    { timeout: 10_000, interval: 50 },
  );
  const stop = async () => {
    if (caddy.exitCode === null) {
      caddy.kill("SIGTERM");
      await once(caddy, "exit");
    }
    await rm(directory, { recursive: true, force: true });
  };
  return { stop, output: () => output };
}
