import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { explain, Failure } from "./failure.mjs";
import { root, stateDir } from "./paths.mjs";

const running = new Set();

/**
 * Runs a command to its end, in a process group of its own, so that `stopCommands` also ends the processes that it has started.
 * @param {string[]} command program and arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, onOutput?: (text: string) => void }} options
 *   `capture`: the output goes to `onOutput` and into the result, not to the terminal
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program does not exist
 */
export function run([program, ...args], { cwd = root, env = process.env, capture = false, onOutput } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      detached: true,
      stdio: capture ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    let output = "";
    const take = (chunk) => {
      output += chunk;
      onOutput?.(String(chunk));
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    const end = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.on("error", (error) => {
      const line = `${error.message}\n`;
      if (capture) take(line);
      else process.stderr.write(line);
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** Ends every command that still runs, and all processes that it has started: by SIGINT, after 10 s by SIGKILL. */
export async function stopCommands() {
  signalAll("SIGINT");
  const force = setTimeout(() => signalAll("SIGKILL"), 10_000);
  while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  clearTimeout(force);
}

function signalAll(signal) {
  for (const child of running) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended in the meantime.
    }
  }
}

/**
 * Runs a command silently, with its output in `.latchkey/logs/<name>.log`.
 * @param {string} name what the command does, as in "Could not <name>", with hyphens for spaces
 * @throws {Failure} one line that says what failed, what to do, and where the log is
 */
export async function runLogged(name, command, options = {}) {
  const folder = join(stateDir, "logs");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.log`);
  const log = createWriteStream(file);
  const { code, output } = await run(command, {
    ...options,
    capture: true,
    onOutput: (text) => log.write(text),
  });
  await new Promise((resolve) => log.end(resolve));
  if (code === 0) return output;
  const missing =
    code === 127
      ? `${command[0]} was not found: install ${command[0] === "npx" ? "npm, which brings it" : "it"}`
      : null;
  const why = missing ?? explain(output) ?? `it ended with code ${code}`;
  throw new Failure(`Could not ${name.replaceAll("-", " ")}: ${why} (all output: ${relative(root, file)}).`);
}
