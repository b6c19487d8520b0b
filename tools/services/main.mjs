import { run, stopCommands } from "../lib/command.mjs";
import { Failure, tell } from "../lib/failure.mjs";
import { startServices } from "./services.mjs";

const USAGE = "Usage: node tools/services.mjs mysql,redis,nginx,caddy,openssl,chromium -- command …";

/** Runs a command with the test services that it names, such as `mysql -- npx vitest run --project mysql`. */
export async function main([names, separator, ...command]) {
  let services;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  try {
    if (!names || separator !== "--" || command.length === 0) throw new Failure(USAGE);
    services = await startServices(names.split(","));
    const { code } = await run(command, { env: { ...process.env, ...services.env } });
    process.exitCode = code;
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  } finally {
    await services?.stop();
  }
}
