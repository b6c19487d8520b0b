import { bootstrap } from "../lib/bootstrap.mjs";
import { run, runLogged } from "../lib/command.mjs";
import { Failure } from "../lib/failure.mjs";
import { at, bin } from "../lib/paths.mjs";
import { runProgram } from "../lib/program.mjs";

/**
 * Sets up and runs the benchmarks that are named, or all, with the servers that they need. `--write` keeps the results in
 * `bench/RESULTS.md`. Ends with code 0 only when every bar holds.
 * @param {string[]} args
 */
export function main(args) {
  return runProgram(async (startServices) => {
    await bootstrap();
    await runLogged("build-the-benchmarks", [bin("tsc"), "-b", "bench"]);
    const env = await startServices(await neededBy(args.filter((arg) => arg !== "--write")));
    return (await run([process.execPath, at("bench/dist/main.js"), ...args], { env })).code;
  });
}

/** The services that these benchmarks need. */
async function neededBy(names) {
  const { chosen, FIGURES } = await import("../../bench/dist/figures.js");
  try {
    return [...new Set(chosen(names).flatMap((name) => FIGURES[name].services))];
  } catch (error) {
    throw new Failure(error.message);
  }
}
