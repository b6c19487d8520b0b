import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const INDEX = new TableIndex({ name: "throttle_minutes_before", columnNames: ["minute"] });

/** Old minutes are looked for by their time alone. Can be run again after it was cut off. */
export class Retention1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable("throttle_minute");
    if (!table?.indices.some(({ name }) => name === INDEX.name))
      await runner.createIndex("throttle_minute", INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("throttle_minute", INDEX);
  }
}
