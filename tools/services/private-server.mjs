import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { until } from "../lib/wait.mjs";

/** A new folder for a server's data. */
export function makeServerFolder(name) {
  return mkdtempSync(join(tmpdir(), `latchkey-${name}-`));
}

/**
 * Starts a server with throw-away data and waits until it answers.
 * @param {{ name: string, command: string[], folder: string, isUp: () => Promise<boolean>, endBy?: NodeJS.Signals, limit?: number }} server
 *   `folder` is removed when the server has been stopped
 * @returns {Promise<() => Promise<void>>} stops it
 * @throws {Failure} when it ends, or has not answered within the limit (30 s)
 */
export async function startServer({ name, command, folder, isUp, endBy = "SIGKILL", limit = 30_000 }) {
  const child = spawn(command[0], command.slice(1), {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk) => {
    output = (output + chunk).slice(-4_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const gone = once(child, "exit").catch(keep);
  // When this process ends without having stopped it.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    child.kill(endBy);
    await gone;
    process.off("exit", kill);
    rmSync(folder, { recursive: true, force: true });
  };
  const up = await Promise.race([until(isUp, { limit }), gone.then(() => false)]);
  if (up) return stop;
  await stop();
  throw new Failure(
    `The private ${name} did not start: ${output.trim().split("\n").at(-1) || command.join(" ")}`,
  );
}

/**
 * Whether a server's first bytes are as they should be.
 * @param {number} port on loopback
 * @param {string} say what to send first; empty: the server speaks first
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
