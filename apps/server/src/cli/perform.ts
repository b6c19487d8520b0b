import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "@latchkey/enforcer";
import { askedToEnd, Failure } from "@latchkey/program";
import type { Config } from "../config.js";
import type { Log } from "../log.js";
import { showProgress } from "../progress.js";
import { actOf } from "./acts.js";
import { checkCatalogue } from "./check-catalogue.js";
import { openMigrated } from "./open-migrated.js";
import { prepare } from "./prepare.js";
import { verify } from "./verify.js";

/** Milliseconds: ten seconds for requests under way, and five for the rest. A database that does not answer keeps nobody from ending. */
const LONGEST_END = 15_000;

/**
 * Carries out the command of these words; without any, serves until it is asked to end.
 * @param fail is called with what nobody foresaw while it serves
 * @throws {Failure} one line that says why the command can't be carried out
 */
export async function perform(
  words: readonly string[],
  config: Config,
  log: Log,
  fail: (error: unknown) => void,
): Promise<void> {
  const progress = showProgress(process.stderr, systemClock);
  try {
    const command = words.join(" ");
    if (command === "migrate") {
      await (await prepare(config, systemClock)).close();
      return;
    }
    const print = (text: string) => {
      progress.end();
      process.stdout.write(text);
    };
    if (command === "audit verify") return await verify(config, print, progress.tell);
    if (command === "catalogue check") return await checkCatalogue(config, print);
    const act = actOf(words);
    if (act !== null) {
      const database = await openMigrated(config.databaseUrl);
      const done = act({ database, clock: systemClock }, process.stdin, progress.tell);
      print(`${await done.finally(() => database.close())}\n`);
      return;
    }
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
  } finally {
    progress.end();
  }
}
