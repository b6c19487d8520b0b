import { systemClock } from "@latchkey/enforcer";
import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { askedToEnd, codeOf, Failure, isHelp } from "@latchkey/program";
import { type Config, readConfig } from "../config.js";
import { troubleFailure } from "../database/connection-failure.js";
import { troubleOf } from "../database/trouble.js";
import { createLog, type Log } from "../log.js";
import { type ShownProgress, showProgress } from "../progress.js";
import { actOf } from "./acts.js";
import { checkCatalogue } from "./check-catalogue.js";
import { HELP } from "./help.js";
import { openMigrated } from "./open-migrated.js";
import { prepare } from "./prepare.js";
import { verify } from "./verify.js";

/** Milliseconds: ten seconds for requests under way, and five for the rest. A database that does not answer keeps nobody from ending. */
const LONGEST_END = 15_000;

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
  const progress = showProgress(process.stderr, systemClock);
  await perform(words, config, log, progress)
    .finally(progress.end)
    .catch((error) => {
      throw troubleOf(error) === undefined ? error : troubleFailure(config.databaseUrl, error);
    });
}

async function perform(
  words: readonly string[],
  config: Config,
  log: Log,
  progress: ShownProgress,
): Promise<void> {
  const command = words.join(" ");
  if (command === "migrate") {
    await (await prepare(config, systemClock)).close();
    return;
  }
  const print = (text: string) => {
    progress.end();
    process.stdout.write(text);
  };
  const act = actOf(words);
  if (act !== null) {
    const database = await openMigrated(config.databaseUrl);
    const done = act({ database, clock: systemClock }, process.stdin, progress.tell);
    print(`${await done.finally(() => database.close())}\n`);
    return;
  }
  if (command === "audit verify") return verify(config, print, progress.tell);
  if (command === "catalogue check") return checkCatalogue(config, print);
  if (command !== "")
    throw new Failure(
      `There is no command ${command}: --help lists all commands. Without one, the server starts.`,
    );
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  const asked = askedToEnd();
  // Loaded only to serve: by the time that this takes, a command is done.
  const { serve } = await import("./serve.js");
  const closing = await serve(config, log);
  await asked;
  await Promise.race([closing.close(), sleep(LONGEST_END)]);
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
