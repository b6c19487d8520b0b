import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";

/** A real server in front of gateways, in a process of its own. */
export interface Front {
  /** Its own folder, which holds its configuration and is removed by `stop`. */
  directory: string;
  /** What it has written to stderr. */
  output(): string;
  stop(): Promise<void>;
}

interface FrontProgram {
  program: string;
  /** The name of its configuration file. */
  file: string;
  configuration: string;
  args(directory: string): string[];
  /** Default: the environment of this process. */
  env?(directory: string): NodeJS.ProcessEnv;
}

/**
 * Starts a server in a folder of its own, and waits until `isUp` does not reject any more.
 * @throws Error with the server's output when it ends, and that of `isUp` after ten seconds
 */
export async function startFront(
  { program, file, configuration, args, env }: FrontProgram,
  isUp: () => Promise<unknown>,
): Promise<Front> {
  const directory = await mkdtemp(join(tmpdir(), `latchkey-${file}-`));
  // As root, nginx works under another user, who must be able to enter.
  await chmod(directory, 0o755);
  await writeFile(join(directory, file), configuration);
  const child = spawn(program, args(directory), { env: env?.(directory) ?? process.env });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(output);
      await isUp();
    },
    { timeout: 10_000, interval: 50 },
  );
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await rm(directory, { recursive: true, force: true });
  };
  return { directory, output: () => output, stop };
}
