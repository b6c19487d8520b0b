import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from "typeorm";

/**
 * Reads a row, and keeps everybody else from changing it until this transaction ends. Waits for a transaction that is changing it, and
 * sees what that wrote. Must be the transaction's first read: MySQL answers later ones as of the first that locks nothing. On SQLite a
 * writing transaction is alone anyway.
 */
export function findLocked<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
): Promise<E | null> {
  const mysql = manager.dataSource.options.type === "mysql";
  return manager.findOne(entity, { where, ...(mysql && { lock: { mode: "pessimistic_write" as const } }) });
}
