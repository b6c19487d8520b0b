import { DATABASE_NOW } from "@latchkey/enforcer";
import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";

/**
 * Runs a query whose rows hold times by the database's clock, since gateways wrote them.
 * @returns the rows, and what that clock said in the same query, in epoch milliseconds; 0 where there is no row
 */
export async function withNow<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
): Promise<{ rows: Entity[]; databaseNow: number }> {
  const now = DATABASE_NOW[query.connection.options.type === "mysql" ? "mysql" : "sqlite"];
  const { entities, raw } = await query.addSelect(now, "databaseNow").getRawAndEntities();
  return { rows: entities, databaseNow: Number(raw[0]?.databaseNow ?? 0) };
}
