import { ACCESS_CONTROL_WRITE } from "@latchkey/enforcement";
import type { EntityManager } from "typeorm";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { denialError } from "../graphql/denial.js";
import { forbidden } from "../graphql/errors.js";
import { Operator } from "../identity/operator.entity.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { Member } from "./member.entity.js";

/**
 * Keeps the role of the person who asks, or the key that asks, as it is until this transaction ends, so that nobody acts by rights that
 * they have lost. Waits for a transaction that is changing it. Must be the transaction's first read, as `findLocked` says.
 * @throws FORBIDDEN for somebody who is no longer an operator; for a key, what a gateway would answer now
 */
export async function holdRole(
  { user, automation, isOperator, installation }: Context,
  manager: EntityManager,
  accountId: string | null,
): Promise<void> {
  if (automation !== null) {
    await findLocked(manager, ApiKey, { id: automation.caller.keyId });
    const denied = await automation.deniedNow([ACCESS_CONTROL_WRITE]);
    if (denied !== null) throw denialError(denied, installation.supportEmail);
  }
  if (user === null) return;
  const userId = user.id;
  if (isOperator && (await findLocked(manager, Operator, { userId })) === null) throw forbidden();
  if (accountId !== null) await findLocked(manager, Member, { accountId, userId });
}
