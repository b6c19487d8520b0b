import type { Clock } from "@latchkey/enforcer";
import { withBuiltIn } from "../catalogue/built-in.js";
import { readCatalogue } from "../catalogue/read-catalogue.js";
import { synchronise } from "../catalogue/synchronise.js";
import type { Config } from "../config.js";
import { requireDataDir } from "../data-dir.js";
import { type Database, openDatabase } from "../database/database.js";
import { migrate } from "../database/migrate.js";

/**
 * Opens the database and brings it to this program's model and the catalogue's content. What can be wrong in the settings is looked at
 * before anything is made.
 * @throws {Failure} one line. The database is closed then.
 */
export async function prepare(config: Config, clock: Clock): Promise<Database> {
  const catalogue = await readCatalogue(config.catalogue);
  await requireDataDir(config.dataDir);
  const database = await openDatabase(config.databaseUrl);
  try {
    await migrate(database);
    await synchronise({ database, clock }, { ...catalogue, content: withBuiltIn(catalogue.content) });
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
