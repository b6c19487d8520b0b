import { type MigrationInterface, type QueryRunner, TableIndex } from "typeorm";
import { INSTALLATION_CHAIN, linkHash } from "../../audit/chain.js";

const INDEX = new TableIndex({ name: "audit_events_in_chain", columnNames: ["accountId", "position"] });
const COLUMNS = ["`position` bigint NULL", "`hash` varchar(64) NULL"];
const BATCH = 200;

/** As both drivers hand it out. */
interface Row {
  id: string;
  accountId: string | null;
  at: string | number;
  action: string;
  actorUserId: string | null;
  actorApiKey: string | null;
  address: string | null;
  subjectId: string | null;
  summary: string;
}

/**
 * Every event gets its place in a chain, those that are there in the order of their ids. Can be run again after it was cut off: it places
 * them alike. A server of the version before goes on working beside it; what that writes has no place.
 */
export class AuditChain1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) {
      const [, name = ""] = column.split("`");
      if (!(await runner.hasColumn("audit_event", name)))
        await runner.query(`ALTER TABLE \`audit_event\` ADD COLUMN ${column}`);
    }
    const table = await runner.getTable("audit_event");
    if (!table?.indices.some(({ name }) => name === INDEX.name))
      await runner.createIndex("audit_event", INDEX);
    const mysql = runner.dataSource.options.type === "mysql";
    const options = mysql ? " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    await runner.query(
      `CREATE TABLE IF NOT EXISTS \`audit_chain\` (\`id\` varchar(40) NOT NULL, \`length\` bigint NOT NULL, \`hash\` varchar(64) NOT NULL, PRIMARY KEY (\`id\`))${options}`,
    );
    const chains = await runner.query("SELECT DISTINCT `accountId` FROM `audit_event`");
    for (const { accountId } of chains) await placeAll(runner, accountId);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `audit_chain`");
    await runner.dropIndex("audit_event", INDEX);
    for (const name of ["hash", "position"])
      await runner.query(`ALTER TABLE \`audit_event\` DROP COLUMN \`${name}\``);
  }
}

async function placeAll(runner: QueryRunner, accountId: string | null): Promise<void> {
  const [where, values] = accountId === null ? ["`accountId` IS NULL", []] : ["`accountId` = ?", [accountId]];
  let [id, position, hash] = ["", 0, ""];
  for (;;) {
    const rows: Row[] = await runner.query(
      `SELECT * FROM \`audit_event\` WHERE ${where} AND \`id\` > ? ORDER BY \`id\` LIMIT ${BATCH}`,
      [...values, id],
    );
    if (rows.length === 0) break;
    const placed = rows.map((row) => {
      position += 1;
      hash = linkHash(hash, { ...row, position, at: new Date(Number(row.at)) });
      return { id: row.id, position, hash };
    });
    await write(runner, placed);
    id = placed.at(-1)?.id ?? "";
  }
  const chain = accountId ?? INSTALLATION_CHAIN;
  await runner.query("DELETE FROM `audit_chain` WHERE `id` = ?", [chain]);
  await runner.query("INSERT INTO `audit_chain` (`id`, `length`, `hash`) VALUES (?, ?, ?)", [
    chain,
    position,
    hash,
  ]);
}

/** One statement for all of them. */
async function write(
  runner: QueryRunner,
  placed: { id: string; position: number; hash: string }[],
): Promise<void> {
  const cases = placed.map(() => "WHEN ? THEN ?").join(" ");
  await runner.query(
    `UPDATE \`audit_event\` SET \`position\` = CASE \`id\` ${cases} END, \`hash\` = CASE \`id\` ${cases} END WHERE \`id\` IN (${placed.map(() => "?").join(", ")})`,
    [
      ...placed.flatMap(({ id, position }) => [id, position]),
      ...placed.flatMap(({ id, hash }) => [id, hash]),
      ...placed.map(({ id }) => id),
    ],
  );
}
