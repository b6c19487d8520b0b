import { Failure } from "@latchkey/program";
import { type Breach, verifyAudit } from "../audit/verify.js";
import type { Config } from "../config.js";
import type { Progress } from "../progress.js";
import { counted } from "./counted.js";
import { openMigrated } from "./open-migrated.js";

/**
 * Reads the whole audit, changes nothing, and prints how much is as it was written, or every place where it is not.
 * @throws {Failure} one line when something was changed, or when the database can't be read
 */
export async function verify(
  { databaseUrl }: Pick<Config, "databaseUrl">,
  print: (text: string) => void,
  progress: Progress,
): Promise<void> {
  const database = await openMigrated(databaseUrl);
  try {
    let breaches = 0;
    const { chains, events } = await verifyAudit(
      database.reader.manager,
      (breach) => {
        breaches += 1;
        print(`${inWords(breach)}\n`);
      },
      progress,
    );
    if (breaches > 0)
      throw new Failure(
        `The audit is not as it was written: ${counted(breaches, "place")} in ${counted(events, "event")} of ${counted(chains, "chain")}.`,
      );
    print(`The audit is as it was written: ${counted(events, "event")} in ${counted(chains, "chain")}.\n`);
  } finally {
    await database.close();
  }
}

function inWords({ accountId, event, what }: Breach): string {
  const chain = accountId === null ? "The installation's chain" : `The chain of account ${accountId}`;
  return `${chain}: event ${event === null ? what : `${event} ${what}`}.`;
}
