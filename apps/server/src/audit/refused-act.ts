import { type EntityManager, IsNull, Like, MoreThanOrEqual } from "typeorm";
import { type Actor, change } from "../database/change.js";
import { startOfIds } from "../database/ids.js";
import type { Context } from "../graphql/context.js";
import { actorOf } from "./actor.js";
import { AuditEvent } from "./audit-event.entity.js";
import { holdChain } from "./chain.js";

/** An id of ours; anything else that was sent as one is not repeated in the audit. */
const OUR_ID = /^[a-z]{3}_[0-9A-Za-z]{24}$/;
const HOUR = 60 * 60 * 1_000;
/** Refused acts that one actor can leave in a chain within any hour: far more than people run into, too few to bury what others did. */
export const MOST_REFUSALS = 300;

interface RefusedAct {
  mutation: string;
  subjectId: string | null;
  code: string;
}

/**
 * Writes down, in a transaction of its own, that somebody tried what they may not do. After MOST_REFUSALS within an hour it goes to the
 * log alone, which the last one in the chain says.
 * @param accountId null when they may not know the account: then it is the installation's to know
 */
export async function auditRefusal(
  context: Context,
  accountId: string | null,
  { mutation, subjectId, code }: RefusedAct,
): Promise<void> {
  const { database, clock, log } = context.installation;
  const now = new Date(clock.now());
  const actor = actorOf(context);
  const written = (manager: EntityManager) => refusalsOf(manager, accountId, actor, now);
  // Whoever goes on trying makes no writer wait.
  if ((await written(database.reader.manager)) < MOST_REFUSALS) {
    const { result: isWritten } = await change(
      database,
      now,
      accountId,
      actor,
      async ({ manager, audit }) => {
        await holdChain(manager, accountId);
        const place = (await written(manager)) + 1;
        if (place > MOST_REFUSALS) return false;
        audit({
          action: `${mutation}.refused`,
          subjectId: subjectId !== null && OUR_ID.test(subjectId) ? subjectId : null,
          summary: `${mutation} was refused: ${code}.${place === MOST_REFUSALS ? MORE_FOLLOW : ""}`,
        });
        return true;
      },
    );
    if (isWritten) return;
  }
  const { userId, apiKey, address } = actor;
  log.info({ requestId: context.requestId, mutation, code, accountId, userId, apiKey, address }, "refused");
}

const MORE_FOLLOW = ` This was number ${MOST_REFUSALS} within an hour: more of them are refused as well, but are not written here.`;

/** Refused acts of one actor in a chain within the hour before `now`, MOST_REFUSALS at most. */
async function refusalsOf(
  manager: EntityManager,
  accountId: string | null,
  { userId, apiKey }: Actor,
  now: Date,
): Promise<number> {
  const found = await manager.find(AuditEvent, {
    select: { id: true },
    where: {
      accountId: accountId ?? IsNull(),
      // Ids tell the time, and an index has them in their order for each account.
      id: MoreThanOrEqual(startOfIds("evt", new Date(now.getTime() - HOUR))),
      action: Like("%.refused"),
      actorUserId: userId ?? IsNull(),
      actorApiKey: apiKey ?? IsNull(),
    },
    take: MOST_REFUSALS,
  });
  return found.length;
}
