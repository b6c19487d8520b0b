import type { MigrationInterface, QueryRunner } from "typeorm";

/** Can be run again after it was cut off. */
export class LastCode1765200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn("second_factor", "lastStep")))
      await runner.query("ALTER TABLE `second_factor` ADD COLUMN `lastStep` bigint NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `second_factor` DROP COLUMN `lastStep`");
  }
}
