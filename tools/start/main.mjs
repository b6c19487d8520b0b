import { bootstrap } from "../lib/bootstrap.mjs";
import { stopCommands } from "../lib/command.mjs";
import { Failure, tell } from "../lib/failure.mjs";
import { Family } from "../lib/family.mjs";
import { requireFree } from "../lib/ports.mjs";
import { addressOf, listenersOf, readSettings, requireDataDir } from "../lib/settings.mjs";
import { answers, until } from "../lib/wait.mjs";
import { whereThingsAre } from "./table.mjs";

const START_LIMIT = 120_000;

/** Sets up what is missing, runs all parts, and ends with them. Exit code 0 only when it was asked to stop and all parts stopped cleanly. */
export async function main() {
  const family = new Family();
  // Errors of writing to a terminal that is gone must not keep us from ending the parts.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await stopCommands();
    process.exit((await family.end()) ? 0 : 1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop());
  if (process.env.npm_lifecycle_event) whenParentEnds(() => void stop());

  try {
    const settings = readSettings(process.env);
    await requireFree(listenersOf(settings));
    requireDataDir(settings.dataDir);
    await bootstrap();
    if (stopping) return;
    const up = await startParts(family, settings);
    if (up) process.stdout.write(whereThingsAre(settings, process.env));
    const death = await family.died;
    if (stopping) return;
    // A part that can't start ends with code 1, and has said why in a line of its own.
    if (up || death.code !== 1) process.stderr.write(`${obituary(death)}\n`);
    await family.end();
    process.exit(1);
  } catch (error) {
    if (stopping) return;
    process.stderr.write(`${tell(error)}\n`);
    await family.end();
    process.exit(1);
  }
}

/** Starts the gateway once the server is ready, since the server migrates the database that both use. Gives whether all parts are up. */
async function startParts(family, settings) {
  if (settings.demoUpstream) family.start("demo upstream", "apps/gateway/dist/demo-upstream.js");
  family.start("server", "apps/server/dist/main.js");
  if (!(await ready(family, "server", settings.serverOps))) return false;
  family.start("gateway", "apps/gateway/dist/main.js");
  return await ready(family, "gateway", settings.gatewayOps);
}

async function ready(family, name, ops) {
  const url = `${addressOf(ops)}/readyz`;
  const died = family.died.then(() => "died");
  const up = until(() => answers(url), { limit: START_LIMIT });
  const result = await Promise.race([died, up]);
  if (result === false)
    throw new Failure(`The ${name} was not ready after ${START_LIMIT / 1000} s (${url}).`);
  return result === true;
}

function obituary({ name, code, signal }) {
  return `The ${name} ended (${signal ?? `exit code ${code}`}); everything was stopped with it.`;
}

/** Calls `then` when the parent process is gone: npm may end without passing on a signal. */
function whenParentEnds(then) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && then(), 500).unref();
}
