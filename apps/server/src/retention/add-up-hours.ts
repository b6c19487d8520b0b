import { addCalls, type Calls } from "@latchkey/enforcer";
import type { EntityManager } from "typeorm";
import { countOf } from "../database/columns.js";
import type { Store } from "../database/store.js";
import { groupBy } from "../graphql/loader.js";
import { HOUR_MINUTES, oldestByMinute, oldestMinute, startOfHour } from "../usage/period.js";
import { UsageMinute } from "../usage/usage-minute.entity.js";

/** Rows in one transaction, and keys to take them of: few enough that others hardly wait, and that MariaDB finds each by its key. */
const BATCH = 500;
const KEYS = 50;

/**
 * Adds up use that is more than three days old: an hour's minutes become its first one. Whole hours and days stay as they are, and 90 days
 * of a busy key take a twentieth of the rows. A row is either there or added to another, so whoever reads meanwhile, or writes late, need
 * not know. In short transactions; several servers may do it at once.
 * @param stopping asked before each transaction
 */
export async function addUpHours(
  { database, clock }: Store,
  stopping: () => boolean = () => false,
): Promise<void> {
  const now = clock.now();
  const end = oldestByMinute(now);
  const minutes = (from: number, to: number) =>
    database.reader.manager
      .createQueryBuilder(UsageMinute, "minute")
      .where(`minute.minute >= ${from} AND minute.minute < ${to}`);
  const hourFrom = async (minute: number) => {
    const next = await minutes(minute, end).select("MIN(minute.minute)", "minute").getRawOne();
    return startOfHour(Number(next?.minute ?? end));
  };
  for (let hour = await hourFrom(oldestMinute(now)); hour < end; hour = await hourFrom(hour + HOUR_MINUTES)) {
    const keys = await minutes(hour + 1, hour + HOUR_MINUTES)
      .select("minute.apiKeyId", "id")
      .distinct()
      .getRawMany<{ id: string }>();
    for (let start = 0; start < keys.length; start += KEYS) {
      const ids = keys.slice(start, start + KEYS).map(({ id }) => id);
      while (!stopping() && (await database.write((manager) => addUp(manager, ids, hour))) === BATCH);
    }
    if (stopping()) return;
  }
}

const COLUMNS = ["apiKeyId", "minute", "tokenId", "operation", "outcome", "address"] as const;

/** Adds some minutes of these keys to the first one of their hour. @returns how many */
async function addUp(manager: EntityManager, apiKeyIds: readonly string[], hour: number): Promise<number> {
  const mysql = manager.dataSource.options.type === "mysql";
  const within = `FROM \`usage_minute\` WHERE \`apiKeyId\` IN (${marks(apiKeyIds)}) AND \`minute\` > ? AND \`minute\` < ?`;
  const values = [...apiKeyIds, hour, hour + HOUR_MINUTES];
  const rows: Calls[] = await manager.query(
    `SELECT * ${within} LIMIT ${BATCH}${mysql ? " FOR UPDATE" : ""}`,
    values,
  );
  if (rows.length === 0) return 0;
  for (const statement of addCalls(mysql ? "mysql" : "sqlite", sumsOf(rows, hour)))
    await manager.query(statement.sql, [...statement.values]);
  // These alone: a gateway may have written another meanwhile.
  const columns = COLUMNS.map((column) => `\`${column}\``).join(", ");
  const those = rows.map(() => `(${marks(COLUMNS)})`).join(", ");
  await manager.query(`DELETE ${within} AND (${columns}) IN (${mysql ? "" : "VALUES "}${those})`, [
    ...values,
    ...rows.flatMap((row) => COLUMNS.map((column) => row[column])),
  ]);
  return rows.length;
}

function sumsOf(rows: readonly Calls[], minute: number): Calls[] {
  const groups = groupBy(rows, (row) =>
    JSON.stringify(COLUMNS.map((column) => column === "minute" || row[column])),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const sum = { ...first, minute, calls: countOf(first.calls), lastAt: countOf(first.lastAt) };
    for (const { calls, lastAt } of others) {
      sum.calls += countOf(calls);
      sum.lastAt = Math.max(sum.lastAt, countOf(lastAt));
    }
    return [sum];
  });
}

function marks(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}
