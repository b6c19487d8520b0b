import { Not } from "typeorm";
import type { Change } from "../database/change.js";
import type { Context } from "../graphql/context.js";
import { notFound } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { aboutOneself } from "./person.js";
import { Session } from "./session.entity.js";
import type { EndMySessionsInput } from "./session.inputs.js";
import { SessionsPayload } from "./session.payloads.js";
import { listMySessions, ofPerson } from "./session.reader.js";

/**
 * Ends one session of the signed-in person, or all but the one that asks: they are over at the next request, on every server.
 * @throws NOT_FOUND alike for somebody else's session, one that has ended, and none; FORBIDDEN for a key
 */
export async function endMySessions(context: Context, { id }: EndMySessionsInput): Promise<SessionsPayload> {
  const findAccountId = aboutOneself(context);
  const attempt = { mutation: "endMySessions", subjectId: id ?? null, findAccountId };
  const outcome = await mutate(context, attempt, async (change) => {
    if (id == null) await endOthers(context, change);
    else await endOne(context, change, id);
    return listMySessions(context, change.manager);
  });
  return payloadOf(SessionsPayload, "sessions", outcome);
}

async function endOne(context: Context, { manager, audit }: Change, id: string): Promise<void> {
  const session = await manager.findOneBy(Session, { ...ofPerson(context), id });
  // It may end twice at the same moment.
  if (session === null || (await manager.delete(Session, { id: session.id })).affected !== 1)
    throw notFound();
  audit({ action: "session.ended", subjectId: id, summary: "A person ended a session of theirs." });
}

async function endOthers(context: Context, { manager, audit }: Change): Promise<void> {
  const open = ofPerson(context);
  const { affected } = await manager.delete(Session, { ...open, id: Not(context.sessionId ?? "") });
  if (!affected) return;
  const summary = `A person ended all other sessions of theirs: ${affected}.`;
  audit({ action: "session.othersEnded", subjectId: open.userId, summary });
}
