import { Failure } from "@latchkey/program";
import { type Database, openDatabase } from "../database/database.js";
import { isMigrated } from "../database/migrate.js";

/**
 * Opens a database that is left as it is.
 * @throws {Failure} one line when it can't be opened, or is not prepared for this version. It is closed then.
 */
export async function openMigrated(databaseUrl: string): Promise<Database> {
  const database = await openDatabase(databaseUrl);
  try {
    if (await isMigrated(database.reader)) return database;
  } catch (error) {
    await database.close();
    throw error;
  }
  await database.close();
  throw new Failure("DATABASE_URL: this database is not prepared for this version: say migrate first.");
}
