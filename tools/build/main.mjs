import { bootstrap } from "../lib/bootstrap.mjs";
import { runProgram } from "../lib/program.mjs";

/** Installs and builds what is missing, and starts nothing: for whoever starts each part by itself. */
export function main() {
  return runProgram(async () => {
    await bootstrap();
    process.stdout.write(
      "Everything is built: node apps/server/dist/main.js, node apps/gateway/dist/main.js.\n",
    );
    return 0;
  });
}
