import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { at } from "../lib/paths.mjs";
import { until } from "../lib/wait.mjs";

const LEASH = at("tools", "services", "leash.mjs");

/** A new folder for a server's data. */
export function makeServerFolder(name) {
  return mkdtempSync(join(tmpdir(), `latchkey-${name}-`));
}

/**
 * Starts a server with throw-away data and waits until it answers.
 * @param {{ name: string, command: string[], folder: string, isUp: () => Promise<boolean>, endBy?: NodeJS.Signals, limit?: number }} server
 *   The server ends with this process at the latest; then `folder` is removed
 * @returns {Promise<() => Promise<void>>} stops it
 * @throws {Failure} when it ends, or has not answered within `limit` milliseconds (30,000)
 */
export async function startServer({ name, command, folder, isUp, endBy = "SIGKILL", limit = 30_000 }) {
  const child = spawn(process.execPath, [LEASH, folder, endBy, ...command], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  const keep = (chunk) => {
    output = (output + chunk).slice(-4_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const gone = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await gone;
  };
  const up = await Promise.race([until(isUp, { limit }), gone.then(() => false)]);
  if (up) return stop;
  await stop();
  throw new Failure(
    `The private ${name} did not start: ${output.trim().split("\n").at(-1) || command.join(" ")}`,
  );
}

/**
 * Whether a server's first bytes are as they should be. False when it sends none within a second.
 * @param {number} port on loopback
 * @param {string} say what to send first; empty when the server speaks first
 * @param {(bytes: Buffer) => boolean} isRight
 */
export function greets(port, say, isRight) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1_000 });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => say && socket.write(say));
    socket.once("data", (bytes) => end(isRight(bytes)));
    for (const failure of ["error", "timeout", "close"]) socket.once(failure, () => end(false));
  });
}
