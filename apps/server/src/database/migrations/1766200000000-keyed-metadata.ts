import type { MigrationInterface, QueryRunner } from "typeorm";

/** TypeORM's own table has a primary key where it was made without one, as in `migrate.ts`. Can be run again after it was cut off. */
export class KeyedMetadata1766200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isMysql = runner.dataSource.options.type === "mysql";
    if (isMysql && !(await runner.hasColumn("typeorm_metadata", "id")))
      await runner.query(
        "ALTER TABLE `typeorm_metadata` ADD COLUMN `id` int NOT NULL AUTO_INCREMENT PRIMARY KEY FIRST",
      );
  }

  /** A version that knows nothing of the key is not in its way. */
  async down(): Promise<void> {}
}
