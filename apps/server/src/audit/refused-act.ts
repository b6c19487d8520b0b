import { type EntityManager, IsNull, Like, MoreThanOrEqual } from "typeorm";
import { change } from "../database/change.js";
import { startOfIds } from "../database/ids.js";
import { HOUR } from "../durations.js";
import type { Context } from "../graphql/context.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { actorOf } from "./actor.js";
import { refusalInWords } from "./acts-in-words.js";
import { AuditEvent } from "./audit-event.entity.js";
import { holdChain } from "./chain.js";

/** An id of ours; anything else that was sent as one is not repeated in the audit. */
const OUR_ID = /^[a-z]{3}_[0-9A-Za-z]{24}$/;
/**
 * Refused acts that a person, or all keys of an account together, can leave in a chain within any hour. Far more than happen by mistake,
 * and too few to bury what others did.
 */
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
  { mutation, subjectId: named, code }: RefusedAct,
): Promise<void> {
  const act = { mutation, subjectId: named !== null && OUR_ID.test(named) ? named : null, code };
  if (await writeDown(context, accountId, act)) return;
  const { requestId, installation } = context;
  installation.log.warn({ requestId, ...act, accountId, ...actorOf(context) }, "refused");
}

/** Writes it into the chain. False when that has too many already. */
async function writeDown(
  context: Context,
  accountId: string | null,
  { mutation, subjectId, code }: RefusedAct,
): Promise<boolean> {
  const { database, clock } = context.installation;
  const now = new Date(clock.now());
  const written = (manager: EntityManager) => refusalsOf(manager, context, accountId, now);
  // Whoever goes on trying makes no writer wait.
  if ((await written(database.reader.manager)) >= MOST_REFUSALS) return false;
  const actor = actorOf(context);
  const { result: isWritten } = await change(
    context.installation,
    accountId,
    actor,
    async ({ manager, audit }) => {
      await holdChain(manager, accountId);
      const place = (await written(manager)) + 1;
      if (place > MOST_REFUSALS) return false;
      audit({
        action: `${mutation}.refused`,
        subjectId,
        summary: `${refusalInWords(mutation, code)}${place === MOST_REFUSALS ? MORE_FOLLOW : ""}`,
      });
      return true;
    },
  );
  return isWritten;
}

const MORE_FOLLOW = ` This was number ${MOST_REFUSALS} within an hour: more of them are refused as well, but are not written here.`;

/**
 * How many refused acts are in a chain from the hour before `now`, counted up to MOST_REFUSALS. Those of the person who asks; for a key, those
 * of all keys of its account, deleted ones included.
 */
async function refusalsOf(
  manager: EntityManager,
  context: Context,
  accountId: string | null,
  now: Date,
): Promise<number> {
  const events = manager
    .createQueryBuilder(AuditEvent, "event")
    .select("event.id")
    .where({
      accountId: accountId ?? IsNull(),
      // Ids tell the time, and an index has them in their order for each account.
      id: MoreThanOrEqual(startOfIds("evt", new Date(now.getTime() - HOUR))),
      action: Like("%.refused"),
      actorUserId: actorOf(context).userId ?? IsNull(),
    })
    .limit(MOST_REFUSALS);
  const account = context.automation?.caller.accountId;
  if (account === undefined) events.andWhere({ actorApiKey: IsNull() });
  // The installation's chain has events of other accounts' keys as well.
  else
    events.innerJoin(ApiKey, "apiKey", "apiKey.key = event.actorApiKey AND apiKey.accountId = :account", {
      account,
    });
  return (await events.getMany()).length;
}
