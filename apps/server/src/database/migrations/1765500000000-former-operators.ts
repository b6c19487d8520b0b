import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who was an operator and is none any more; the audit knows those of before. Can be run again after it was cut off. */
export class FormerOperators1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type === "mysql";
    const options = mysql ? " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    await runner.query(
      `CREATE TABLE IF NOT EXISTS \`former_operator\` (\`userId\` varchar(40) NOT NULL, \`removedAt\` bigint NOT NULL, PRIMARY KEY (\`userId\`))${options}`,
    );
    await runner.query(
      "INSERT INTO `former_operator` (`userId`, `removedAt`) SELECT `subjectId`, MAX(`at`) FROM `audit_event` WHERE `accountId` IS NULL AND `action` = 'operator.removed' AND `subjectId` NOT IN (SELECT `userId` FROM `former_operator`) GROUP BY `subjectId`",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `former_operator`");
  }
}
