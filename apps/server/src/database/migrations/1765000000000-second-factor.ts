import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const COLUMNS = [
  "`id` varchar(40) NOT NULL",
  "`userId` varchar(40) NOT NULL",
  "`secret` text NOT NULL",
  "`backupCodes` text NOT NULL",
  "`verified` int NOT NULL",
  "`failedVerificationCount` bigint NOT NULL",
  "`lockedUntil` bigint NULL",
  "PRIMARY KEY (`id`)",
  "CONSTRAINT `second_factor_of_user` UNIQUE (`userId`)",
];
/** What has ended is looked for by its end alone. */
const INDEXES = {
  session: new TableIndex({ name: "sessions_ended_before", columnNames: ["expiresAt"] }),
  verification: new TableIndex({ name: "verifications_ended_before", columnNames: ["expiresAt"] }),
};

/** Can be run again after it was cut off. */
export class SecondFactor1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type === "mysql";
    const options = mysql ? " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    await runner.query(`CREATE TABLE IF NOT EXISTS \`second_factor\` (${COLUMNS.join(", ")})${options}`);
    if (!(await runner.hasColumn("user", "twoFactorEnabled")))
      await runner.query("ALTER TABLE `user` ADD COLUMN `twoFactorEnabled` int NOT NULL DEFAULT 0");
    for (const [name, index] of Object.entries(INDEXES)) {
      const table = await runner.getTable(name);
      if (!table?.indices.some(({ name }) => name === index.name)) await runner.createIndex(name, index);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, index] of Object.entries(INDEXES)) await runner.dropIndex(name, index);
    await runner.query("ALTER TABLE `user` DROP COLUMN `twoFactorEnabled`");
    await runner.query("DROP TABLE `second_factor`");
  }
}
