import { bootstrap } from "../lib/bootstrap.mjs";
import { stopCommands } from "../lib/command.mjs";
import { Failure, tell } from "../lib/failure.mjs";
import { startServices } from "../services/services.mjs";
import { add, isGood, summaryLine } from "./results.mjs";
import { runPlaywright, runVitest } from "./runners.mjs";

/** For each part: Vitest's projects (an empty list: all; null: none), whether Playwright runs, and the services that both need. */
const PARTS = {
  all: { projects: [], e2e: true, services: ["mysql", "redis", "nginx", "caddy", "openssl", "chromium"] },
  units: { projects: ["unit"], e2e: false, services: [] },
  integration: {
    projects: ["sqlite", "mysql", "real", "timed", "system", "load"],
    e2e: false,
    services: ["mysql", "redis", "nginx", "caddy", "openssl", "chromium"],
  },
  e2e: { projects: null, e2e: true, services: ["mysql", "redis", "nginx", "caddy", "chromium"] },
};

/**
 * Sets up and runs the tests of a part. Ends with code 0 only when tests have passed, and none has failed or was skipped.
 * @param {string} [name] a part; by default everything
 */
export async function main(name = "all") {
  const stop = new Stop();
  let total;
  try {
    if (!Object.hasOwn(PARTS, name)) {
      throw new Failure(`There is no part "${name}" of the tests: units, integration or e2e.`);
    }
    total = await runPart(PARTS[name], stop);
  } catch (error) {
    total = { passed: 0, problems: [stop.asked ? "Stopped." : tell(error)] };
  }
  for (const problem of total.problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${summaryLine(total)}\n`);
  process.exit(isGood(total) && !stop.asked ? 0 : 1);
}

/** On Ctrl-C and its like, ends the running commands; `check` then keeps further ones from being started. */
class Stop {
  asked = false;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        this.asked = true;
        void stopCommands();
      });
    }
  }

  check() {
    if (this.asked) throw new Failure("Stopped.");
  }
}

async function runPart({ projects, e2e, services: needed }, stop) {
  await bootstrap();
  stop.check();
  const services = await startServices(needed);
  const env = { ...process.env, ...services.env };
  const results = [];
  try {
    stop.check();
    if (projects) results.push(await runVitest(projects, env));
    stop.check();
    for (const project of e2e ? ["together", "alone"] : []) {
      results.push(await runPlaywright(project, env));
      stop.check();
    }
  } finally {
    await services.stop();
  }
  return add(results);
}
