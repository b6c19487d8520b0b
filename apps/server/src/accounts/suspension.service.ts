import type { Context } from "../graphql/context.js";
import { forbidden } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { checkFilledText } from "../graphql/text.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { Account } from "./account.entity.js";
import type { SetAccountSuspendedInput } from "./account.inputs.js";
import { AccountPayload } from "./account.payloads.js";
import { standingIn } from "./account.service.js";
import { mayActAsOperator } from "./policy.js";

const LONGEST_REASON = 2_000;

/** Suspends an account or ends its suspension, for operators. @throws NOT_FOUND, FORBIDDEN */
export async function setAccountSuspended(
  context: Context,
  input: SetAccountSuspendedInput,
): Promise<AccountPayload> {
  const { manager } = context.installation.database.reader;
  const { accountSid: sid, suspended, reason } = input;
  const findAccountId = async () => (await standingIn(context, manager, { sid })).account.id;
  const attempt = { mutation: "setAccountSuspended", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change, id) => {
    const { part } = await standingIn(context, change.manager, { id });
    if (!mayActAsOperator(context.isOperator, part)) throw forbidden();
    refuseIfAny(checkFilledText(reason, LONGEST_REASON, ["reason"]));
    await change.manager.update(Account, { id }, { suspended });
    change.touch(Account, id);
    change.audit({
      action: suspended ? "account.suspended" : "account.resumed",
      subjectId: id,
      summary: `The account was ${suspended ? "suspended" : "resumed"}: ${reason}`,
    });
    return change.manager.findOneByOrFail(Account, { id });
  });
  return payloadOf(AccountPayload, "account", outcome);
}
