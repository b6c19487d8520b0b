import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const INDEX = new TableIndex({
  name: "audit_events_by_person",
  columnNames: ["accountId", "actorUserId", "id"],
});

/**
 * The activity, and the list of people who know a key's token, look for what one person did. Without an index that reads all events of the
 * account, most of which scripts have made. Can be run again after it was cut off.
 */
export class AuditPeople1765800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable("audit_event");
    if (!table?.indices.some(({ name }) => name === INDEX.name))
      await runner.createIndex("audit_event", INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("audit_event", INDEX);
  }
}
