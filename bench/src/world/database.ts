import { createTestDatabase, type TestDatabase } from "@latchkey/enforcer/testing";
import { seed } from "./seed.js";

/** A new, migrated database with this number of keys: SQLite, or one on the server of TEST_MYSQL_URL. */
export async function databaseWith(keys: number, kind: "sqlite" | "mysql"): Promise<TestDatabase> {
  process.env.TEST_DATABASE = kind;
  const made = await createTestDatabase();
  await seed(made.database, keys);
  return made;
}
