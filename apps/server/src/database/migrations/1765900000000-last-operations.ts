import type { MigrationInterface, QueryRunner } from "typeorm";

/** For what a token was last used: of uses before this, nobody knows. Can be run again after it was cut off. */
export class LastOperations1765900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn("last_use", "operation")))
      await runner.query("ALTER TABLE `last_use` ADD COLUMN `operation` varchar(100) NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `last_use` DROP COLUMN `operation`");
  }
}
