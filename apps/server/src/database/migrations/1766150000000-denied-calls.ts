import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";

const INDEX = new TableIndex({ name: "denials_of_request", columnNames: ["requestId"] });

/** A denied call is looked for by the request id that its caller was given, whichever key it was made with. Can be run again after it was cut off. */
export class DeniedCalls1766150000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable("denial");
    if (!table?.indices.some(({ name }) => name === INDEX.name)) await runner.createIndex("denial", INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("denial", INDEX);
  }
}
