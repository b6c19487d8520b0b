import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePorts } from "@latchkey/enforcer/testing";
import { LISTENERS } from "../generate/call.mjs";
import { send } from "./socket.mjs";

const MAIN = fileURLToPath(new URL("../../../apps/gateway/dist/main.js", import.meta.url));
const VARIABLES = {
  proxy: "GATEWAY_PORT",
  nginx: "GATEWAY_NGINX_PORT",
  "forward-auth": "GATEWAY_FORWARD_AUTH_PORT",
  envoy: "GATEWAY_ENVOY_PORT",
  decision: "GATEWAY_DECISION_PORT",
};

/** A gateway in a process of its own, in front of an upstream that tells which operation it was called for. @param {string} databaseUrl */
export async function startGateway(databaseUrl) {
  const upstream = createHttpServer(({ headers, url }, response) => {
    const operation = String(headers["x-latchkey-operation"]);
    response.writeHead(200, { "X-Served-Operation": operation, "X-Served-Path": String(url) }).end();
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const ports = await freePorts(LISTENERS.length + 1);
  const portOf = Object.fromEntries(LISTENERS.map((name, at) => [name, Number(ports[at])]));
  const ops = Number(ports[LISTENERS.length]);
  const child = spawn(process.execPath, [MAIN], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      DATABASE_URL: databaseUrl,
      UPSTREAM_URL: `http://127.0.0.1:${upstreamPort(upstream)}`,
      GATEWAY_OPS_PORT: String(ops),
      ...Object.fromEntries(LISTENERS.map((name) => [VARIABLES[name], String(portOf[name])])),
    },
  });
  const ended = once(child, "exit");
  const close = async () => {
    child.kill("SIGTERM");
    await ended;
    upstream.closeAllConnections();
    upstream.close();
  };
  /** Resolves when the gateway decides by this revision: ready, too, since at its start it reads the rules before it decides. @param {number} revision */
  const until = async (revision) => {
    for (let tries = 0; tries < 6_000; tries++) {
      const { status, body } = await send(ops, {
        method: "GET",
        target: "/status",
        headers: [],
        peer: "",
        trusted: [],
      });
      const said = status === 200 ? JSON.parse(body) : {};
      if (said.ready && said.revision === revision) return;
      await sleep(5);
    }
    throw new Error(`the gateway never came to revision ${revision}`);
  };
  return { portOf, until, close };
}

/** @param {import("node:http").Server} server */
const upstreamPort = (server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port;
