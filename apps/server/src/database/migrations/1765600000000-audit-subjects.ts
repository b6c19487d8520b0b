import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const INDEX = new TableIndex({ name: "audit_events_about", columnNames: ["accountId", "subjectId", "id"] });

/**
 * What was done to one thing is looked for on every key's page: without an index, in all events of its account. Can be run again after it
 * was cut off.
 */
export class AuditSubjects1765600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable("audit_event");
    if (!table?.indices.some(({ name }) => name === INDEX.name))
      await runner.createIndex("audit_event", INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("audit_event", INDEX);
  }
}
