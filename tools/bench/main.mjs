import { bootstrap } from "../lib/bootstrap.mjs";
import { run, runLogged, stopCommands } from "../lib/command.mjs";
import { Failure, tell } from "../lib/failure.mjs";
import { at, bin } from "../lib/paths.mjs";
import { startServices } from "../services/services.mjs";

/**
 * Sets up, and runs the benchmarks that are named, all for none, with the servers that they need. `--write` keeps the results in
 * `bench/RESULTS.md`. Ends with code 0 only when every bar holds.
 * @param {string[]} args
 */
export async function main(args) {
  let services;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  try {
    await bootstrap();
    await runLogged("build-the-benchmarks", [bin("tsc"), "-b", "bench"]);
    services = await startServices(await neededBy(args.filter((arg) => arg !== "--write")));
    const env = { ...process.env, ...services.env };
    process.exitCode = (await run([process.execPath, at("bench/dist/main.js"), ...args], { env })).code;
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  } finally {
    await services?.stop();
  }
}

async function neededBy(names) {
  const { chosen, FIGURES } = await import("../../bench/dist/figures.js");
  try {
    return [...new Set(chosen(names).flatMap((name) => FIGURES[name].services))];
  } catch (error) {
    throw new Failure(error.message);
  }
}
