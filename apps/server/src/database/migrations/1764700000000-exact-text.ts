import type { MigrationInterface, QueryRunner } from "typeorm";

/** Unique texts that may end in a space. Each gets room for the mark that stands behind it. */
const TEXTS = [
  { table: "api_key", column: "liveName", null: "NULL" },
  { table: "idempotency_record", column: "idempotencyKey", null: "NOT NULL" },
];
const MARK = "\u0003";
const LENGTH = 100;

/** No text that is looked for ends in a space any more: columns.ts says why. Can be run again after it was cut off. */
export class ExactText1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await resize(runner, LENGTH + 1);
    for (const { table, column } of TEXTS)
      await runner.query(
        `UPDATE \`${table}\` SET \`${column}\` = ${joined(runner, column)} WHERE \`${column}\` LIKE '% '`,
        [MARK],
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column } of TEXTS)
      await runner.query(
        `UPDATE \`${table}\` SET \`${column}\` = REPLACE(\`${column}\`, ?, '') WHERE \`${column}\` LIKE ?`,
        [MARK, `% ${MARK}`],
      );
    await resize(runner, LENGTH);
  }
}

const isMysql = (runner: QueryRunner) => runner.dataSource.options.type === "mysql";

/** `||` is OR on MySQL, and SQLite has no CONCAT. */
const joined = (runner: QueryRunner, column: string) =>
  isMysql(runner) ? `CONCAT(\`${column}\`, ?)` : `\`${column}\` || ?`;

async function resize(runner: QueryRunner, length: number): Promise<void> {
  for (const { table, column, null: nullable } of TEXTS) {
    if (isMysql(runner)) {
      await runner.query(
        `ALTER TABLE \`${table}\` MODIFY COLUMN \`${column}\` varchar(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ${nullable}`,
      );
      continue;
    }
    const before = (await runner.getTable(table))?.findColumnByName(column);
    if (before?.length === String(length)) continue;
    const after = before?.clone();
    if (!before || !after) throw new Error(`no column ${table}.${column}`);
    after.length = String(length);
    await runner.changeColumn(table, before, after);
  }
}
