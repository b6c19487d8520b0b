import type { Rules } from "@latchkey/enforcement";
import { type Logger, silentLogger } from "../logger.js";
import { openDatabase } from "../sql/database.js";
import { AccountNumbers } from "./accounts.js";
import { Problems } from "./problems.js";
import * as queries from "./queries.js";
import { Tables } from "./tables.js";

/** Reads rules of single keys, for who judges now and then and keeps no replica. */
export interface RulesReader {
  /**
   * Everything that a decision about this key needs, as of one moment, and nothing of other keys; without the key when none that
   * lives has this id. Rejects when the database cannot be read.
   */
  read(keyId: string): Promise<Rules>;
  close(): Promise<void>;
}

/**
 * Opens a reader on the database of `createEnforcer`. Connects when first used.
 * @param logger is told of broken rows; default: says nothing
 * @throws Error when `databaseUrl` can't be one
 */
export function openRulesReader(databaseUrl: string, logger: Logger = silentLogger): RulesReader {
  const database = openDatabase(databaseUrl);
  return {
    read: (keyId) =>
      database.snapshot(async (read, readValues) => {
        const problems = new Problems(logger);
        const tables = new Tables(new AccountNumbers());
        const { apis, operations } = await queries.readCatalogueRows(read);
        tables.applyCatalogue(apis, operations, problems);
        const rows = await queries.keyById(readValues, keyId);
        if (rows !== null) {
          const accountId = String(rows.key[1]);
          for (const row of await queries.accountById(read, accountId)) tables.accounts.apply(row, problems);
          for (const row of await queries.grantsOf(read, accountId)) tables.limits.applyGrant(row, problems);
          tables.keys.apply(rows, problems);
        }
        problems.end();
        return rulesOf(tables);
      }),
    close: () => database.close(),
  };
}

function rulesOf({ catalogue, keys, limits }: Tables): Rules {
  return {
    catalogue,
    findKey: (key) => keys.find(key),
    seekKey: (key) => keys.seek(key),
    findLimit: (accountId, api, now) => limits.find(accountId, api, now),
  };
}
