import { emailAddress } from "@latchkey/program";
import { holdChain } from "../audit/chain.js";
import { accountSid, NOT_EMAIL } from "../forms.js";
import type { Context } from "../graphql/context.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { refuse, refuseIfAny, type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { unknownPassword } from "../identity/new-user.js";
import type { CreateAccountInput } from "./account.inputs.js";
import { AccountPayload } from "./account.payloads.js";
import { checkAccountName } from "./account-name.js";
import { type NewAccount, openAccount } from "./new-account.js";
import { requireOperator } from "./operator.check.js";

/** Makes an account with its one owner, for operators: what `account create` does on the server. @throws FORBIDDEN */
export async function createAccount(context: Context, input: CreateAccountInput): Promise<AccountPayload> {
  let password = "";
  const findAccountId = async () => {
    requireOperator(context);
    password = await unknownPassword();
    return null;
  };
  const attempt = { mutation: "createAccount", subjectId: null, findAccountId };
  const outcome = await mutate(context, attempt, async (change) => {
    // Of two at the same moment, the later finds the account and the person that the earlier made.
    await holdChain(change.manager, null);
    const asked = read(input);
    refuseIfAny(check(asked));
    const opened = await openAccount(change, asked, password);
    if (opened === null) refuse(UserErrorCode.TAKEN, "There is an account with this sid already.", ["sid"]);
    return opened.account;
  });
  return payloadOf(AccountPayload, "account", outcome);
}

function read({ sid, name, ownerEmail }: CreateAccountInput): NewAccount {
  const { data: email = "" } = emailAddress.safeParse(ownerEmail.trim());
  return { sid, email, ...(name != null && { name: name.trim() }) };
}

function check({ sid, email, name }: NewAccount): UserError[] {
  const errors: UserError[] = [];
  if (!accountSid.safeParse(sid).success)
    errors.push(userError(UserErrorCode.INVALID, "A sid has 1 to 64 letters, digits, _ or -.", ["sid"]));
  if (email === "") errors.push(userError(UserErrorCode.INVALID, NOT_EMAIL, ["ownerEmail"]));
  return name === undefined ? errors : [...errors, ...checkAccountName(name, ["name"])];
}
