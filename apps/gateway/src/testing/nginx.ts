import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { sendRaw } from "@latchkey/enforcer/testing";
import { exampleWith } from "./example.js";
import { type Front, startFront } from "./front.js";

const FILE = "nginx.conf";

/** Loopback ports. `latchkey`: that of one gateway's nginx listener, or of several gateways'. `isHttp2`: whether callers speak HTTP/2, without TLS. */
interface NginxPorts {
  listen: number;
  isHttp2?: boolean;
  latchkey: number | readonly number[];
  upstream: number;
}

export interface Nginx extends Front {
  accessLog(): Promise<string>;
}

/**
 * Runs real nginx with the example configuration, its three addresses replaced by these loopback ports.
 * @param settings what the nginx has besides, for all of its servers
 */
export async function startNginx(ports: NginxPorts, settings = ""): Promise<Nginx> {
  const gateways = [ports.latchkey].flat().map((port) => `127.0.0.1:${port}`);
  const configuration = await exampleWith("nginx/latchkey.conf", {
    "127.0.0.1:8080": `127.0.0.1:${ports.listen}${ports.isHttp2 ? " http2" : ""}`,
    "127.0.0.1:4101": gateways.join(" max_fails=0; server "),
    "127.0.0.1:4105": `127.0.0.1:${ports.upstream}`,
  });
  const whole = configuration.replace(/^http \{$/m, `http {\n${settings}`);
  return runNginx(whole, () => (ports.isHttp2 ? untilConnected : untilAnswered)(ports.listen));
}

/** Runs real nginx with this configuration, and waits until `isUp` does not reject any more. */
export async function runNginx(configuration: string, isUp: () => Promise<unknown>): Promise<Nginx> {
  const program = process.env.TEST_NGINX ?? "nginx";
  const args = (directory: string) => [
    ...["-p", directory, "-c", join(directory, FILE)],
    ...["-e", "stderr", "-g", "daemon off;"],
  ];
  const front = await startFront({ program, file: FILE, configuration, args }, isUp);
  return { ...front, accessLog: () => readFile(join(front.directory, "access.log"), "utf8") };
}

async function untilAnswered(port: number): Promise<void> {
  const answer = await sendRaw(port, "GET http://x/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  if (!answer.startsWith("HTTP/1.1 400")) throw new Error("nginx does not answer yet");
}

async function untilConnected(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
}
