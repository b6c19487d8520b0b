import type { Rules } from "@latchkey/enforcement";
import { type Logger, silentLogger } from "../logger.js";
import { openDatabase, type ReadValues } from "../sql/database.js";
import { AccountNumbers } from "./accounts.js";
import type { KeyRows } from "./keys.js";
import { Problems } from "./problems.js";
import * as queries from "./queries.js";
import { Tables } from "./tables.js";

/** Reads the rules of single keys, for whoever judges now and then and keeps no replica. */
export interface RulesReader {
  /**
   * Everything that a decision about this key needs, as of one moment, and nothing about other keys. Without any key when none has this id,
   * or it is deleted. Rejects when the database can't be read.
   */
  read(keyId: string): Promise<Rules>;
  /** The same for a public key. */
  readByKey(key: string): Promise<Rules>;
  close(): Promise<void>;
}

/**
 * Opens a reader. Connects when first used.
 * @param databaseUrl as for `createEnforcer`
 * @param logger is told about each broken row once; default: says nothing
 * @throws Error when `databaseUrl` can't be used
 */
export function openRulesReader(databaseUrl: string, logger: Logger = silentLogger): RulesReader {
  const database = openDatabase(databaseUrl);
  const told = new Set<string>();
  // Shared by all rules that are read here: a counter that outlives them must not mix up accounts.
  const numbers = new AccountNumbers();
  const readRules = (findKey: (read: ReadValues) => Promise<KeyRows | null>) =>
    database.snapshot(async (read, readValues) => {
      const problems = new Problems(logger, told);
      const tables = new Tables(numbers);
      const { apis, operations } = await queries.readCatalogueRows(read);
      tables.applyCatalogue(apis, operations, problems);
      const rows = await findKey(readValues);
      // Also without a key, so that a stranger's answer takes as many queries.
      const accountId = String(rows?.key[1] ?? "");
      for (const row of await queries.accountById(read, accountId)) tables.accounts.apply(row, problems);
      for (const row of await queries.grantsOf(read, accountId)) tables.limits.applyGrant(row, problems);
      if (rows !== null) tables.keys.apply(rows, problems);
      problems.end();
      return rulesOf(tables);
    });
  return {
    read: (keyId) => readRules((read) => queries.keyById(read, keyId)),
    readByKey: (key) => readRules((read) => queries.livingKey(read, key)),
    close: () => database.close(),
  };
}

/** Rules without any key, and with the built-in Api only. */
export function emptyRules(): Rules {
  return rulesOf(new Tables(new AccountNumbers()));
}

function rulesOf({ catalogue, keys, limits }: Tables): Rules {
  return {
    catalogue,
    findKey: (key) => keys.find(key),
    seekKey: (key) => keys.seek(key),
    findLimit: (accountId, api, now) => limits.find(accountId, api, now),
  };
}
