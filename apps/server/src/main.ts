import "reflect-metadata";
import { readCatalogue } from "./catalogue/read-catalogue.js";
import { synchronise } from "./catalogue/synchronise.js";
import { systemClock } from "./clock.js";
import { readConfig } from "./config.js";
import { requireDataDir } from "./data-dir.js";
import { openDatabase } from "./database/database.js";
import { migrate } from "./database/migrate.js";
import { Failure } from "./failure.js";

async function runMigrate(): Promise<void> {
  const config = readConfig();
  await requireDataDir(config.dataDir);
  const content = await readCatalogue(config.catalogue);
  const database = await openDatabase(config.databaseUrl);
  try {
    await migrate(database);
    await synchronise(database, systemClock, content);
  } finally {
    await database.close();
  }
}

try {
  await runMigrate();
} catch (error) {
  console.error(error instanceof Failure ? error.message : "failed");
  process.exitCode = 1;
}
