import { type ChildProcess, spawn } from "node:child_process";

export interface Running {
  child: ChildProcess;
  /** All that it printed. */
  output(): string;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  /** Sends it this signal, SIGTERM if none is given, and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a command with this environment, nothing of ours but PATH and HOME added. */
export function run(command: string, args: string[], env: Record<string, string>, cwd: string): Running {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(command, args, { cwd, env: { PATH, HOME, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return {
    child,
    output: () => printed,
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Waits until `url` answers 2xx; fails with what the process printed when it ends before, or after `milliseconds`. */
export async function answers(url: string, running: Running, milliseconds = 30_000): Promise<void> {
  const until = Date.now() + milliseconds;
  let ended = false;
  void running.ended.then(() => {
    ended = true;
  });
  while (Date.now() < until) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    if (ended) throw new Error(`${running.child.spawnargs.join(" ")} ended:\n${running.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not answer:\n${running.output()}`);
}
