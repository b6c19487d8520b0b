import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const COLUMNS = [
  "`id` varchar(40) NOT NULL",
  "`accountId` varchar(40) NOT NULL",
  "`email` varchar(254) NOT NULL",
  "`role` varchar(16) NOT NULL",
  "`tokenHash` varchar(64) NOT NULL",
  "`invitedById` varchar(40) NOT NULL",
  "`createdAt` bigint NOT NULL",
  "`expiresAt` bigint NOT NULL",
  "PRIMARY KEY (`id`)",
  "CONSTRAINT `invitation_of_address` UNIQUE (`accountId`, `email`)",
  "CONSTRAINT `invitation_by_token` UNIQUE (`tokenHash`)",
];
/** What has ended is looked for by its end alone. */
const ENDED = new TableIndex({ name: "invitations_ended_before", columnNames: ["expiresAt"] });

/** Can be run again after it was cut off. */
export class Invitations1765100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type === "mysql";
    const options = mysql ? " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    await runner.query(`CREATE TABLE IF NOT EXISTS \`invitation\` (${COLUMNS.join(", ")})${options}`);
    const table = await runner.getTable("invitation");
    if (!table?.indices.some(({ name }) => name === ENDED.name))
      await runner.createIndex("invitation", ENDED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `invitation`");
  }
}
