import type { Context } from "../graphql/context.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { checkFilledText } from "../graphql/text.js";
import { refuseIfAny } from "../graphql/user-error.js";
import { Account } from "./account.entity.js";
import type { SetAccountSuspendedInput } from "./account.inputs.js";
import { AccountPayload } from "./account.payloads.js";
import { holdStanding, standingIn } from "./account.service.js";
import { requireOperatorFor } from "./operator.check.js";

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
    const { account, part } = await holdStanding(context, change.manager, id);
    requireOperatorFor(part, context);
    refuseIfAny(checkFilledText(reason, LONGEST_REASON, ["reason"]));
    await change.manager.update(Account, { id }, { suspended });
    change.touch(Account, id);
    change.audit({
      action: suspended ? "account.suspended" : "account.resumed",
      subjectId: id,
      summary: `The account ${inWords(suspended, account.suspended)}: ${reason}`,
    });
    return change.manager.findOneByOrFail(Account, { id });
  });
  return payloadOf(AccountPayload, "account", outcome);
}

function inWords(suspended: boolean, before: boolean): string {
  if (suspended === before) return suspended ? "stays suspended" : "was not suspended, and is not";
  return suspended ? "was suspended" : "was resumed";
}
