import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { portFrom } from "./ports.mjs";

/**
 * Where everything that `npm start` runs listens. The parts themselves read the same variables with the same defaults.
 * @param {NodeJS.ProcessEnv} env
 */
export function readSettings(env) {
  const host = env.HOST || "127.0.0.1";
  const opsHost = env.OPS_HOST || "127.0.0.1";
  const listener = (variable, fallback, on = host) => ({
    variable,
    host: on,
    port: portFrom(env, variable, fallback),
  });
  const server = listener("PORT", 4000);
  return {
    server,
    proxy: listener("GATEWAY_PORT", 4100),
    nginx: listener("GATEWAY_NGINX_PORT", 4101),
    forwardAuth: listener("GATEWAY_FORWARD_AUTH_PORT", 4102),
    envoy: listener("GATEWAY_ENVOY_PORT", 4103),
    decision: listener("GATEWAY_DECISION_PORT", 4104),
    demoUpstream: env.UPSTREAM_URL ? null : listener("DEMO_UPSTREAM_PORT", 4105),
    serverOps: listener("OPS_PORT", 4108, opsHost),
    gatewayOps: listener("GATEWAY_OPS_PORT", 4109, opsHost),
    publicUrl: (env.PUBLIC_URL || `http://localhost:${server.port}`).replace(/\/$/, ""),
    dataDir: resolve(root, env.DATA_DIR || "data"),
  };
}

/** Those of the settings that are listeners. */
export function listenersOf(settings) {
  return Object.values(settings).filter((setting) => setting?.variable);
}

/** The URL of a listener, as reached from this machine. */
export function addressOf({ host, port }) {
  const reachable =
    { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${reachable}:${port}`;
}

/**
 * Creates the folder for data, and makes sure that files can be written there.
 * @throws {Failure} one line that names DATA_DIR
 */
export function requireDataDir(folder) {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Failure(
      `DATA_DIR ${folder} cannot be written (${error.code}): change its owner, or set another one.`,
    );
  }
}

/** Creates a folder and its parents. Not by `recursive: true`, which never returns on a file system that answers ENOENT to every new folder, such as /proc. */
function makeFolder(path) {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (error.code === "EEXIST" && statSync(path).isDirectory()) return;
    if (error.code !== "ENOENT" || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}
