import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS = [
  ["api", "operatorLimitById", "varchar(40) NULL"],
  ["auto_approval_rule", "version", "int NOT NULL DEFAULT 1"],
  ["auto_approval_rule", "setById", "varchar(40) NULL"],
] as const;

/**
 * Which operator set an Api's default and the rule that approves at once. Can be run again after it was cut off, and a server of the
 * version before goes on working beside it.
 */
export class LimitSetters1764720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, type] of COLUMNS)
      if (!(await runner.hasColumn(table, column)))
        await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${column}\` ${type}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS)
      await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${column}\``);
  }
}
