import { run } from "../lib/command.mjs";
import { Failure } from "../lib/failure.mjs";
import { runProgram } from "../lib/program.mjs";

const USAGE = "Usage: node tools/services.mjs mysql,redis,nginx,caddy,openssl,chromium -- command …";

/** Runs a command with the test services that are named, such as `mysql -- npx vitest run --project mysql`. */
export function main([names, separator, ...command]) {
  return runProgram(async (startServices) => {
    if (!names || separator !== "--" || command.length === 0) throw new Failure(USAGE);
    const env = await startServices(names.split(","));
    return (await run(command, { env })).code;
  });
}
