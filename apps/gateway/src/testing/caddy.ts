import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendRaw } from "@latchkey/enforcer/testing";
import { vi } from "vitest";
import { exampleWith } from "./example.js";

/** Runs real Caddy with the example configuration, its three addresses replaced by these ports of loopback. */
export async function startCaddy(ports: { listen: number; latchkey: number; upstream: number }) {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-caddy-"));
  const configuration = await exampleWith("caddy/Caddyfile", {
    "http://:8080": `http://:${ports.listen}`,
    "127.0.0.1:4102": `127.0.0.1:${ports.latchkey}`,
    "127.0.0.1:4105": `127.0.0.1:${ports.upstream}`,
  });
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
