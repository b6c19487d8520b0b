import { startServices } from "../services/services.mjs";
import { stopCommands } from "./command.mjs";
import { tell } from "./failure.mjs";

/**
 * Runs a command of ours to its end and sets the exit code of this process to what `work` gives. A failure is told in one line, with
 * exit code 1. Ctrl-C and its like end the commands that `work` has started.
 * @param {(startServices: (names: string[]) => Promise<NodeJS.ProcessEnv>) => Promise<number>} work its argument starts test services, once,
 *   and gives the environment that names them; they are stopped in the end
 */
export async function runProgram(work) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  let services;
  const start = async (names) => {
    services = await startServices(names);
    return { ...process.env, ...services.env };
  };
  try {
    process.exitCode = await work(start);
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  } finally {
    await services?.stop();
  }
}
