import { startServices } from "../services/services.mjs";
import { bootstrap } from "./bootstrap.mjs";
import { run, stopCommands } from "./command.mjs";
import { Failure, tell } from "./failure.mjs";
import { bin } from "./paths.mjs";

/**
 * Sets up, starts the services, and runs one test of `system/` as often as is asked for. Ends with code 0 when all of it holds.
 * @param {object} options
 * @param {string} options.file from the repository's root
 * @param {string[]} options.services
 * @param {string} options.variable the environment variable in which the test reads how often
 * @param {string} options.count how often: a whole number up to a million
 * @param {string} options.usage said when it is none
 */
export async function runSystemTest({ file, services: names, variable, count, usage }) {
  let services;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  try {
    if (!/^[1-9]\d{0,5}$/.test(count)) throw new Failure(`Usage: ${usage}`);
    await bootstrap();
    services = await startServices(names);
    const env = { ...process.env, ...services.env, [variable]: count };
    const command = [bin("vitest"), "run", "--project=system", file];
    process.exitCode = (await run(command, { env })).code;
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  } finally {
    await services?.stop();
  }
}
