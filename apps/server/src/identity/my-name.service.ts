import type { Context } from "../graphql/context.js";
import { mutate } from "../graphql/mutation.js";
import { ending } from "../graphql/payload.js";
import { checkLine } from "../graphql/text.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { LONGEST_NAME } from "./new-user.js";
import { aboutOneself, requirePerson } from "./person.js";
import { User } from "./user.entity.js";
import type { SetMyNameInput } from "./user.inputs.js";
import { UserPayload } from "./user.payloads.js";

/** Gives the signed-in person another name. The audit of before keeps the one of then. @throws FORBIDDEN for a key */
export async function setMyName(context: Context, input: SetMyNameInput): Promise<UserPayload> {
  const findAccountId = aboutOneself(context);
  const attempt = { mutation: "setMyName", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async ({ manager, now, audit }) => {
    const { id } = requirePerson(context);
    const name = input.name.trim();
    refuseIfAny(checkLine(name, LONGEST_NAME, ["name"]));
    const before = await manager.findOneByOrFail(User, { id });
    await manager.update(User, { id }, { name, updatedAt: now });
    const summary = `A person has the name "${name}"; before: "${before.name}".`;
    audit({ action: "user.renamed", subjectId: id, summary });
    return { ...before, name };
  });
  const user = outcome.done ? outcome.result : null;
  return Object.assign(new UserPayload(), { ...ending(outcome), user });
}
