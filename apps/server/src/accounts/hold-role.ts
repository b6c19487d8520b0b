import type { EntityManager } from "typeorm";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { Member } from "./member.entity.js";

/**
 * Keeps the role of who asks as it is until this transaction ends, so that nobody does anything by a role whose loss was written before.
 * Waits for who changes it now. Must be the transaction's first read, as `findLocked` says.
 */
export async function holdRole(
  { user }: Context,
  manager: EntityManager,
  accountId: string | null,
): Promise<void> {
  if (user !== null && accountId !== null) await findLocked(manager, Member, { accountId, userId: user.id });
}
