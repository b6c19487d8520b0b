import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseDatabaseUrl } from "@latchkey/enforcer";
import { Failure } from "@latchkey/program";
import { type Database, openDatabase } from "../database/database.js";
import { isMigrated } from "../database/migrate.js";

/**
 * Opens a database that is left as it is.
 * @throws {Failure} one line when it is not there, can't be opened, or is not prepared for this version. It is closed then.
 */
export async function openMigrated(databaseUrl: string): Promise<Database> {
  requireFile(databaseUrl);
  const database = await openDatabase(databaseUrl);
  try {
    if (await isMigrated(database.reader)) return database;
  } catch (error) {
    await database.close();
    throw error;
  }
  await database.close();
  throw new Failure("DATABASE_URL: this database is not prepared for this version: run migrate first.");
}

/** SQLite would make one: empty, and in a folder that nobody means. */
function requireFile(databaseUrl: string): void {
  const place = parseDatabaseUrl(databaseUrl);
  if (place.dialect === "sqlite" && !existsSync(place.path))
    throw new Failure(
      `DATABASE_URL: there is no database ${resolve(place.path)}: set DATA_DIR or DATABASE_URL as the server has it, or run migrate first.`,
    );
}
