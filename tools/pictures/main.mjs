import { bootstrap } from "../lib/bootstrap.mjs";
import { run, stopCommands } from "../lib/command.mjs";
import { tell } from "../lib/failure.mjs";
import { at, bin } from "../lib/paths.mjs";
import { startServices } from "../services/services.mjs";

/** Sets up, fills an account of its own, and takes a picture of every page, in both themes and at three widths, into `.latchkey/pictures`. */
export async function main() {
  let services;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  try {
    await bootstrap();
    services = await startServices(["nginx", "chromium"]);
    const command = [
      bin("playwright", "e2e"),
      "test",
      "--config=pictures/playwright.config.ts",
      "--reporter=list",
    ];
    const env = { ...process.env, ...services.env };
    process.exitCode = (await run(command, { cwd: at("e2e"), env })).code;
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  } finally {
    await services?.stop();
  }
}
