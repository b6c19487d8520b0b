import { bootstrap } from "../lib/bootstrap.mjs";
import { run, stopCommands } from "../lib/command.mjs";
import { Failure, tell } from "../lib/failure.mjs";
import { bin } from "../lib/paths.mjs";
import { startServices } from "../services/services.mjs";

/**
 * Sets up, and measures how soon three gateways judge by a change, without Redis and with it. Ends with code 0 when every bar holds.
 * @param {string} [changes] how many of each; left out: 1000
 */
export async function main(changes = "1000") {
  let services;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  try {
    if (!/^[1-9]\d{0,5}$/.test(changes)) throw new Failure("Usage: npm run spread -- [how many changes]");
    await bootstrap();
    services = await startServices(["mysql", "redis"]);
    const env = { ...process.env, ...services.env, TEST_SPREAD_CHANGES: changes };
    const command = [bin("vitest"), "run", "--project=system", "system/spread.real.test.ts"];
    process.exitCode = (await run(command, { env })).code;
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  } finally {
    await services?.stop();
  }
}
