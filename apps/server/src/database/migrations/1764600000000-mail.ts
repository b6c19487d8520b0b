import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES: Record<string, string[]> = {
  mail: [
    "`id` varchar(40) NOT NULL",
    "`name` varchar(200) NOT NULL",
    "`recipient` varchar(254) NOT NULL",
    "`letter` text NOT NULL",
    "`createdAt` bigint NOT NULL",
    "`dueAt` bigint NULL",
    "`attempts` int NOT NULL",
    "`sentAt` bigint NULL",
    "`failure` varchar(40) NULL",
    "PRIMARY KEY (`id`)",
  ],
  notification_choice: [
    "`userId` varchar(40) NOT NULL",
    "`accountId` varchar(40) NOT NULL",
    "`kind` varchar(32) NOT NULL",
    "`wanted` int NOT NULL",
    "PRIMARY KEY (`userId`, `accountId`, `kind`)",
  ],
};

/** Each named after the query that it serves; the last two are of tables that were there. */
const INDEXES = [
  ["UNIQUE INDEX", "mail_once", "mail", "`name`"],
  ["INDEX", "mails_due", "mail", "`dueAt`"],
  ["INDEX", "mails_before", "mail", "`createdAt`"],
  ["INDEX", "tokens_retiring", "token", "`retiresAt`"],
  ["INDEX", "throttle_grants_ending", "throttle_grant", "`validUntil`"],
] as const;

/** The outbox, and what people want to be written to about. Can be run again after it was cut off. */
export class Mail1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type === "mysql";
    const options = mysql ? " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    for (const [table, parts] of Object.entries(TABLES))
      await runner.query(`CREATE TABLE IF NOT EXISTS \`${table}\` (${parts.join(", ")})${options}`);
    for (const [kind, name, table, columns] of INDEXES) {
      const there = (await runner.getTable(table))?.indices.some((index) => index.name === name);
      if (!there) await runner.query(`CREATE ${kind} \`${name}\` ON \`${table}\` (${columns})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("throttle_grant", "throttle_grants_ending");
    await runner.dropIndex("token", "tokens_retiring");
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE \`${table}\``);
  }
}
