import { eventsWithinADay, refuseWithinADay } from "../audit/daily-bound.js";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { unauthenticated } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { refuseIfAny, UserErrorCode } from "../graphql/user-error.js";
import { aboutOneself, requirePerson } from "./person.js";
import { checkPersonName } from "./person-name.js";
import { User } from "./user.entity.js";
import type { SetMyNameInput } from "./user.inputs.js";
import { UserPayload } from "./user.payloads.js";

const RENAMED = "user.renamed";
/** How often a person may have another name in any 24 hours: each time adds to the audit. */
export const MOST_RENAMES = 20;

/**
 * Gives the signed-in person another name; the one that they have changes nothing. Sentences in the audit keep the name of then.
 * @throws FORBIDDEN for a key
 */
export async function setMyName(context: Context, input: SetMyNameInput): Promise<UserPayload> {
  const findAccountId = aboutOneself(context);
  const attempt = { mutation: "setMyName", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change) => {
    const { manager, now, audit } = change;
    const { id } = requirePerson(context);
    const before = await findLocked(manager, User, { id });
    if (before === null) throw unauthenticated();
    const name = input.name.trim();
    if (name === before.name) return before;
    refuseIfAny(checkPersonName(name, ["name"]));
    const renames = await eventsWithinADay(change, { actorUserId: id, action: RENAMED }, MOST_RENAMES);
    const words = `You have changed your name ${MOST_RENAMES} times`;
    refuseWithinADay(renames[MOST_RENAMES - 1], { code: UserErrorCode.LIMIT_REACHED, words, path: null });
    await manager.update(User, { id }, { name, updatedAt: now });
    const summary = `A person has the name "${name}"; before: "${before.name}".`;
    audit({ action: RENAMED, subjectId: id, summary });
    return { ...before, name };
  });
  return payloadOf(UserPayload, "user", outcome);
}
