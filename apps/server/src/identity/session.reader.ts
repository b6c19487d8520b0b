import { type EntityManager, MoreThan, Not } from "typeorm";
import type { Context } from "../graphql/context.js";
import { requirePerson } from "./person.js";
import { Session } from "./session.entity.js";

/** Sessions in a list: who has more ends them together. */
const MOST_LISTED = 100;

/** The signed-in person's sessions: the one that asks, then those that were used last. @throws FORBIDDEN for a key */
export async function listMySessions(
  context: Context,
  manager: EntityManager = context.installation.database.reader.manager,
): Promise<Session[]> {
  const open = ofPerson(context);
  const id = context.sessionId ?? "";
  const current = await manager.findBy(Session, { ...open, id });
  const others = await manager.find(Session, {
    where: { ...open, id: Not(id) },
    order: { updatedAt: "DESC", id: "DESC" },
    take: MOST_LISTED - current.length,
  });
  return [...current, ...others];
}

/** The condition of a session that is the signed-in person's, and has not ended. @throws FORBIDDEN for a key */
export function ofPerson(context: Context) {
  const now = new Date(context.installation.clock.now());
  return { userId: requirePerson(context).id, expiresAt: MoreThan(now) };
}
