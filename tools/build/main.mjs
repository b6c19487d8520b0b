import { bootstrap } from "../lib/bootstrap.mjs";
import { stopCommands } from "../lib/command.mjs";
import { tell } from "../lib/failure.mjs";

/** Installs and builds what is missing, and starts nothing: for who starts each part by itself. */
export async function main() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopCommands());
  try {
    await bootstrap();
    process.stdout.write(
      "Everything is built: node apps/server/dist/main.js, node apps/gateway/dist/main.js.\n",
    );
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exitCode = 1;
  }
}
