import { codeOf, Failure, isHelp } from "@latchkey/program";
import { readConfig } from "../config.js";
import { flawFailure, troubleFailure } from "../database/connection-failure.js";
import { troubleOf } from "../database/trouble.js";
import { createLog, type Log } from "../log.js";
import { HELP } from "./help.js";

let log: Log | undefined;

/** Carries out a command, and ends the process: with 1, and one line that says why, when it failed. */
export async function main(words: readonly string[]): Promise<void> {
  // Neither a terminal that is gone nor a reader that has read enough keeps anything from running.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  await carryOut(words)
    .finally(allWritten)
    .then(() => process.exit(0), fail);
}

/** A pipe takes 64 KiB at once: what its reader has not taken yet would be lost with the process. */
function allWritten(): Promise<void> {
  return new Promise((resolve) => process.stdout.write("", () => resolve()));
}

/**
 * Carries out the command of these words; without any, serves. `--help` works whatever the settings are.
 */
async function carryOut(words: readonly string[]): Promise<void> {
  if (isHelp(words)) {
    process.stdout.write(HELP);
    return;
  }
  // What is written here holds secrets: nobody else reads it.
  process.umask(0o077);
  const config = readConfig();
  log = createLog(config.logLevel);
  // Loaded last, since it takes several times as long as all before: help and a wrong setting are told at once.
  const { perform } = await import("./perform.js");
  await perform(words, config, log, fail).catch((error) => {
    if (troubleOf(error) !== undefined) throw troubleFailure(config.databaseUrl, error);
    throw flawFailure(config.databaseUrl, error) ?? error;
  });
}

/** Says in one line why it ends; details of what nobody foresaw are for LOG_LEVEL=debug. */
function fail(error: unknown): never {
  if (error instanceof Failure) process.stderr.write(`${error.message}\n`);
  else {
    log?.debug({ err: error }, "unexpected error");
    process.stderr.write(
      `Latchkey's server ended because of an unexpected error (${codeOf(error)}); LOG_LEVEL=debug tells more.\n`,
    );
  }
  process.exit(1);
}
