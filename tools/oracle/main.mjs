import { bootstrap } from "../lib/bootstrap.mjs";
import { run } from "../lib/command.mjs";
import { at } from "../lib/paths.mjs";
import { runProgram } from "../lib/program.mjs";

/** Sets up, and holds the product's decisions in process to the oracle's. Ends with code 0 only when they are the same. */
export function main() {
  return runProgram(async () => {
    await bootstrap();
    return (await run([process.execPath, at("oracle/src/main.mjs")])).code;
  });
}
