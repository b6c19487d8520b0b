import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

/** As it was at this version, whatever `audit-topic.ts` says by now. */
const TOPIC = `CASE SUBSTR(\`action\`, 1, INSTR(\`action\`, '.') - 1)
  WHEN 'apiKey' THEN 'KEYS' WHEN 'token' THEN 'KEYS' WHEN 'permissions' THEN 'KEYS' WHEN 'allowlist' THEN 'KEYS'
  WHEN 'throttleRequest' THEN 'LIMITS' WHEN 'throttleGrant' THEN 'LIMITS'
  WHEN 'account' THEN 'ACCOUNT' WHEN 'member' THEN 'ACCOUNT' WHEN 'invitation' THEN 'ACCOUNT' WHEN 'notifications' THEN 'ACCOUNT'
  ELSE CASE SUBSTR(\`action\`, -8) WHEN '.refused' THEN 'REFUSED' END END`;

const INDEXES = [
  new TableIndex({ name: "audit_events_of_topic", columnNames: ["accountId", "topic", "id"] }),
  new TableIndex({ name: "audit_events_by_key", columnNames: ["accountId", "actorApiKey", "id"] }),
];

/**
 * A topic, or a key, that has few of an account's million events is found without reading them all. The database derives the topic, of rows
 * too that are there already or that a server of the version before writes. Can be run again after it was cut off.
 */
export class AuditTopics1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type === "mysql";
    const type = `varchar(16)${mysql ? " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : ""}`;
    if (!(await runner.hasColumn("audit_event", "topic")))
      await runner.query(
        `ALTER TABLE \`audit_event\` ADD COLUMN \`topic\` ${type} GENERATED ALWAYS AS (${TOPIC}) VIRTUAL`,
      );
    const table = await runner.getTable("audit_event");
    for (const index of INDEXES)
      if (!table?.indices.some(({ name }) => name === index.name))
        await runner.createIndex("audit_event", index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await runner.dropIndex("audit_event", index);
    await runner.query("ALTER TABLE `audit_event` DROP COLUMN `topic`");
  }
}
