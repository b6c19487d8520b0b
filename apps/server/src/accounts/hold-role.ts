import type { EntityManager } from "typeorm";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { forbidden } from "../graphql/errors.js";
import { Operator } from "../identity/operator.entity.js";
import { Member } from "./member.entity.js";

/**
 * Keeps the role of who asks as it is until this transaction ends, so that nobody does anything by a role whose loss was written before.
 * Waits for who changes it now. Must be the transaction's first read, as `findLocked` says.
 * @throws FORBIDDEN for an operator who has become none since they were looked up
 */
export async function holdRole(
  { user, isOperator }: Context,
  manager: EntityManager,
  accountId: string | null,
): Promise<void> {
  if (user === null) return;
  const userId = user.id;
  if (isOperator && (await findLocked(manager, Operator, { userId })) === null) throw forbidden();
  if (accountId !== null) await findLocked(manager, Member, { accountId, userId });
}
