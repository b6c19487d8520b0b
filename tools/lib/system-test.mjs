import { bootstrap } from "./bootstrap.mjs";
import { run } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { bin } from "./paths.mjs";
import { runProgram } from "./program.mjs";

/**
 * Sets up, starts services, and runs one test of `system/` that does something a number of times. Ends with code 0 when the test passes.
 * @param {object} options
 * @param {string} options.file the test, from the repository's root
 * @param {string[]} options.services
 * @param {string} options.variable the environment variable in which the test finds the number
 * @param {string} options.count the number: a whole one from 1 to 999,999
 * @param {string} options.usage what to say when it is not
 */
export function runSystemTest({ file, services, variable, count, usage }) {
  return runProgram(async (startServices) => {
    if (!/^[1-9]\d{0,5}$/.test(count)) throw new Failure(`Usage: ${usage}`);
    await bootstrap();
    const env = { ...(await startServices(services)), [variable]: count };
    return (await run([bin("vitest"), "run", "--project=system", file], { env })).code;
  });
}
