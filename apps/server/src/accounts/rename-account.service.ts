import type { Context } from "../graphql/context.js";
import { forbidden, notForKeys } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { Account } from "./account.entity.js";
import type { RenameAccountInput } from "./account.inputs.js";
import { AccountPayload } from "./account.payloads.js";
import { findAccount, holdStanding } from "./account.service.js";
import { checkAccountName } from "./account-name.js";
import { AUTOMATION, mayRenameAccount } from "./policy.js";

/** Gives an account another name; its sid stays, and no gateway learns of it. @throws NOT_FOUND, FORBIDDEN */
export async function renameAccount(context: Context, input: RenameAccountInput): Promise<AccountPayload> {
  const findAccountId = async () => (await findAccount(context, input.accountSid)).id;
  const attempt = { mutation: "renameAccount", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async ({ manager, audit }, id) => {
    const { account, part } = await holdStanding(context, manager, id);
    if (part === AUTOMATION) throw notForKeys();
    if (!mayRenameAccount(part)) throw forbidden();
    const name = input.name.trim();
    refuseIfAny(checkAccountName(name, ["name"]));
    await manager.update(Account, { id }, { name });
    const summary = `The account has the name "${name}"; before: "${account.name}".`;
    audit({ action: "account.renamed", subjectId: id, summary });
    return { ...account, name };
  });
  return payloadOf(AccountPayload, "account", outcome);
}
