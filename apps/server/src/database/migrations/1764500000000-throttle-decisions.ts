import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What was asked stays beside what was granted; the rule that approves at once, off. Can be run again after it was cut off, and a server
 * of the version before goes on working beside it.
 */
export class ThrottleDecisions1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn("throttle_request", "requestedUntil")))
      await runner.query("ALTER TABLE `throttle_request` ADD COLUMN `requestedUntil` bigint NULL");
    await runner.query(
      "UPDATE `throttle_request` SET `requestedUntil` = `validUntil` WHERE `requestedUntil` IS NULL",
    );
    const mysql = runner.dataSource.options.type === "mysql";
    const options = mysql ? " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    await runner.query(
      `CREATE TABLE IF NOT EXISTS \`auto_approval_rule\` (\`id\` int NOT NULL, \`enabled\` int NOT NULL, \`upToTimesDefault\` double NOT NULL, \`peakShare\` double NOT NULL, PRIMARY KEY (\`id\`))${options}`,
    );
    const rules: unknown[] = await runner.query("SELECT `id` FROM `auto_approval_rule`");
    if (rules.length === 0)
      await runner.query(
        "INSERT INTO `auto_approval_rule` (`id`, `enabled`, `upToTimesDefault`, `peakShare`) VALUES (1, 0, 2, 0.8)",
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `auto_approval_rule`");
    await runner.query("ALTER TABLE `throttle_request` DROP COLUMN `requestedUntil`");
  }
}
