import { sendRaw } from "@latchkey/enforcer/testing";
import { exampleWith } from "./example.js";
import { type Front, startFront } from "./front.js";

const FILE = "Caddyfile";

/** Runs real Caddy with the example configuration, its three addresses replaced by these loopback ports: `latchkey` by one or several. */
export async function startCaddy(ports: {
  listen: number;
  latchkey: number | readonly number[];
  upstream: number;
}): Promise<Front> {
  const gateways = [ports.latchkey].flat().map((port) => `127.0.0.1:${port}`);
  const configuration = await exampleWith("caddy/Caddyfile", {
    "http://:8080": `http://:${ports.listen}`,
    "127.0.0.1:4102": gateways.join(" "),
    "127.0.0.1:4105": `127.0.0.1:${ports.upstream}`,
  });
  return startFront(
    {
      program: process.env.TEST_CADDY ?? "caddy",
      file: FILE,
      configuration,
      args: (directory) => ["run", "--config", `${directory}/${FILE}`, "--adapter", "caddyfile"],
      env: (directory) => ({
        PATH: process.env.PATH,
        HOME: directory,
        XDG_DATA_HOME: directory,
        XDG_CONFIG_HOME: directory,
      }),
    },
    () => untilAnswered(ports.listen),
  );
}

async function untilAnswered(port: number): Promise<void> {
  const answer = await sendRaw(port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  if (!answer.startsWith("HTTP/1.1 ")) throw new Error("Caddy does not answer yet");
}
