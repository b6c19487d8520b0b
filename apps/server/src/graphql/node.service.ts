import type { EntityManager } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { standingIn } from "../accounts/account.service.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { livingKey } from "../keys/api-key.reader.js";
import { ThrottleRequest } from "../throttle/throttle-request.entity.js";
import type { Context } from "./context.js";
import { PublicError } from "./errors.js";
import type { Node } from "./node.js";

type Find = (manager: EntityManager, id: string) => Promise<(Node & { accountId?: string | null }) | null>;

/** By the prefix of its id. */
const KINDS = new Map<string, Find>([
  ["acc", (manager, id) => manager.findOneBy(Account, { id })],
  ["key", (manager, id) => livingKey(manager, { id })],
  ["evt", (manager, id) => manager.findOneBy(AuditEvent, { id })],
  ["req", (manager, id) => manager.findOneBy(ThrottleRequest, { id })],
]);

const UNREADABLE = ["NOT_FOUND", "FORBIDDEN"];

/** Whatever has this id, if who asks may read its account, or the installation's own audit; else null. */
export async function findNode(context: Context, id: string): Promise<Node | null> {
  const { manager } = context.installation.database.reader;
  const node = (await KINDS.get(id.slice(0, 3))?.(manager, id)) ?? null;
  if (node === null) return null;
  // The installation's own events have no account.
  if (node.accountId === null) return context.isOperator ? node : null;
  try {
    await standingIn(context, manager, { id: node.accountId ?? node.id });
    return node;
  } catch (error) {
    // Also where staff without the second factor may not read it: an id that nothing has is answered no other way.
    if (error instanceof PublicError && UNREADABLE.includes(error.code)) return null;
    throw error;
  }
}
