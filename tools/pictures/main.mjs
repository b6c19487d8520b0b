import { bootstrap } from "../lib/bootstrap.mjs";
import { run } from "../lib/command.mjs";
import { at, bin } from "../lib/paths.mjs";
import { runProgram } from "../lib/program.mjs";

/** Sets up, fills an account of its own, and takes a picture of every page, in both themes and at three widths, into `.latchkey/pictures`. */
export function main() {
  return runProgram(async (startServices) => {
    await bootstrap();
    const env = await startServices(["nginx", "chromium"]);
    const options = ["--config=pictures/playwright.config.ts", "--reporter=list"];
    const command = [bin("playwright", "e2e"), "test", ...options];
    return (await run(command, { cwd: at("e2e"), env })).code;
  });
}
