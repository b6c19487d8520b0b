import "reflect-metadata";
import { readConfig } from "./config.js";
import { requireDataDir } from "./data-dir.js";
import { openDatabase } from "./database/database.js";
import { migrate } from "./database/migrate.js";
import { Failure } from "./failure.js";

async function runMigrate(): Promise<void> {
  const config = readConfig();
  await requireDataDir(config.dataDir);
  const database = await openDatabase(config.databaseUrl);
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}

try {
  await runMigrate();
} catch (error) {
  console.error(error instanceof Failure ? error.message : "failed");
  if (process.env.DEBUG) console.error(error);
  process.exitCode = 1;
}
