import { bootstrap, exclusively } from "../lib/bootstrap.mjs";
import { stopCommands } from "../lib/command.mjs";
import { tell } from "../lib/failure.mjs";
import { duration } from "../lib/progress.mjs";
import { STEPS } from "./steps.mjs";

/** Runs all steps, then prints how each one went. Ends with code 0 only when all passed. */
export async function main() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => void stopCommands().then(() => process.exit(1)));
  }
  try {
    await bootstrap({ build: false });
    const outcomes = await exclusively(runSteps);
    for (const { title, passed, time } of outcomes) {
      process.stdout.write(`${passed ? "ok    " : "FAILED"}  ${title} (${duration(time)})\n`);
    }
    process.exit(outcomes.every(({ passed }) => passed) ? 0 : 1);
  } catch (error) {
    process.stderr.write(`${tell(error)}\n`);
    process.exit(1);
  }
}

async function runSteps() {
  const outcomes = [];
  for (const { title, passes } of STEPS) {
    process.stdout.write(`${title} …\n`);
    const started = performance.now();
    const passed = await passes();
    outcomes.push({ title, passed, time: performance.now() - started });
  }
  return outcomes;
}
