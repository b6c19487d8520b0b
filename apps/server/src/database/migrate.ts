import { Failure } from "@latchkey/program";
import { type DataSource, MigrationExecutor, type QueryRunner } from "typeorm";
import type { Database } from "./database.js";
import { exclusively } from "./exclusive.js";
import { unhurried } from "./mysql-pool.js";

/**
 * Where TypeORM would keep what MySQL does not tell of derived columns. It makes it without a primary key, which servers with
 * `sql_require_primary_key` refuse, and clusters demand of every table.
 */
const TYPEORM_METADATA =
  "CREATE TABLE IF NOT EXISTS `typeorm_metadata` (`id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `type` varchar(255) NOT NULL, `database` varchar(255), `schema` varchar(255), `table` varchar(255), `name` varchar(255), `value` text)";

/**
 * Whether the database has every migration of this program.
 * @throws {Failure} when it has one that this program does not know.
 */
export async function isMigrated(source: DataSource): Promise<boolean> {
  const executor = new MigrationExecutor(source);
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const executed = (await executor.getExecutedMigrations()).map(({ name }) => name);
  if (executed.some((name) => !known.has(name)))
    throw new Failure(
      "DATABASE_URL: this database was prepared by a newer version of Latchkey: start that version, or restore a backup.",
    );
  return known.size === executed.length;
}

/**
 * Brings the database to this program's model, once, also when several servers start at the same time.
 * @throws {Failure} when the database is newer than the program.
 */
export async function migrate(database: Database): Promise<void> {
  if (await isMigrated(database.writer)) return;
  if (database.writer.options.type !== "mysql") {
    // One transaction, which SQLite undoes as a whole when it is cut off. Whoever comes second finds nothing left to do.
    await database.write((manager) => execute(database.writer, manager.queryRunner));
    return;
  }
  await exclusively(database, async () => {
    const runner = database.writer.createQueryRunner();
    try {
      await unhurried(await runner.connect(), async () => {
        await runner.query(TYPEORM_METADATA);
        await execute(database.writer, runner);
      });
    } finally {
      await runner.release();
    }
  });
}

async function execute(source: DataSource, runner: QueryRunner | undefined): Promise<void> {
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = "none";
  await executor.executePendingMigrations();
}
