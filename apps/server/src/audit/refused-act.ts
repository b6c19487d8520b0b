import { change } from "../database/change.js";
import type { Context } from "../graphql/context.js";
import { actorOf } from "./actor.js";

/** An id of ours; anything else that was sent as one is not repeated in the audit. */
const OUR_ID = /^[a-z]{3}_[0-9A-Za-z]{24}$/;

/**
 * Writes down, in a transaction of its own, that somebody tried what they may not do.
 * @param accountId null when they may not know the account: then it is the installation's to know
 */
export async function auditRefusal(
  context: Context,
  accountId: string | null,
  refused: { mutation: string; subjectId: string | null; code: string },
): Promise<void> {
  const { database, clock } = context.installation;
  const { mutation, code } = refused;
  const subjectId = refused.subjectId !== null && OUR_ID.test(refused.subjectId) ? refused.subjectId : null;
  await change(database, new Date(clock.now()), accountId, actorOf(context), async ({ audit }) => {
    audit({ action: `${mutation}.refused`, subjectId, summary: `${mutation} was refused: ${code}.` });
  });
}
