import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

/** A running example, on a free port of loopback. */
export interface RunningExample {
  port: number;
  output(): string;
  /** Ends it as an operator does; gives the exit code, or the signal that it took. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Runs `examples/<name>/server.js` as its docs say, until it says where it listens. */
export async function runExample(name: string, environment: Record<string, string>): Promise<RunningExample> {
  const script = fileURLToPath(new URL(`../../../../../examples/${name}/server.js`, import.meta.url));
  const env = { PATH: process.env.PATH, PORT: "0", ...environment };
  const child = spawn(process.execPath, [script], { env });
  const ended = once(child, "exit");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const port = await vi.waitFor(
    () => {
      const [, found] = /listening on http:\/\/127\.0\.0\.1:(\d+)\n/.exec(output) ?? [];
      if (found === undefined) throw new Error(`the example does not listen: ${output}`);
      return Number(found);
    },
    { timeout: 20_000, interval: 50 },
  );
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code, taken] = await ended;
    return code ?? taken;
  };
  return { port, output: () => output, stop };
}
