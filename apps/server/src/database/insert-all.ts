import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";

/** Rows in one INSERT: SQLite takes 32,766 values in a statement. */
const BATCH = 500;

/** Inserts any number of rows. */
export async function insertAll<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH)
    await manager.insert(entity, rows.slice(start, start + BATCH));
}
