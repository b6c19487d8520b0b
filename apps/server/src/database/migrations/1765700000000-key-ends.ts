import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const INDEX = new TableIndex({ name: "api_key_ends", columnNames: ["expiresAt"] });

/** Keys that end soon are looked for once a minute: without an index, among all of them. Can be run again after it was cut off. */
export class KeyEnds1765700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable("api_key");
    if (!table?.indices.some(({ name }) => name === INDEX.name)) await runner.createIndex("api_key", INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("api_key", INDEX);
  }
}
