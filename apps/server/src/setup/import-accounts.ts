import { emailAddress } from "@latchkey/program";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { Account } from "../accounts/account.entity.js";
import { checkAccountName } from "../accounts/account-name.js";
import { Member } from "../accounts/member.entity.js";
import { type NewAccount, openAccount } from "../accounts/new-account.js";
import type { Store } from "../database/store.js";
import { accountSid } from "../forms.js";
import { unknownPassword } from "../identity/new-user.js";
import { User } from "../identity/user.entity.js";
import { type Imported, importEach, lineFailure, readJsonLines, usable } from "../import-lines.js";
import type { Progress } from "../progress.js";
import { alone } from "./more-people.js";

/** A line: an account as `createAccount` takes it. */
const line = z.strictObject({
  sid: accountSid,
  ownerEmail: z.string().trim().pipe(emailAddress),
  name: z
    .string()
    .trim()
    .check(usable((name) => checkAccountName(name, [])))
    .nullish()
    // What a table has where it has none.
    .transform((name) => name ?? undefined),
});

/**
 * Makes an account of each line, without a key, for an owner who may be in others already and is told by mail. Nothing is written before all
 * lines are read and judged by themselves. An account that is there already stays as it is, with the person in it who was to own it.
 * @param lines each an object in JSON: `sid`, `ownerEmail` and, if it is not to be made of the sid, `name`. Empty lines are passed over
 * @throws {Failure} one line that names the first line which can't be used
 */
export async function importAccounts(
  store: Store,
  lines: AsyncIterable<string>,
  progress: Progress = () => {},
): Promise<Imported> {
  const accounts = new Map<number, NewAccount>();
  const read = readJsonLines(lines, line, "account", ({ sid }) => sid);
  for await (const [at, { ownerEmail: email, ...account }] of read) accounts.set(at, { ...account, email });
  // One for all, since it is slow to make: that nobody knows it is true of each.
  const password = await unknownPassword();
  return importEach(accounts, (at, account) => importAccount(store, at, account, password), progress);
}

async function importAccount(
  store: Store,
  at: number,
  account: NewAccount,
  password: string,
): Promise<keyof Imported> {
  const { manager } = store.database.reader;
  const known = await manager.findOneBy(Account, { sid: account.sid });
  if (known === null && (await alone(store, (work) => openAccount(work, account, password)))) return "made";
  if (await isIn(manager, account)) return "before";
  throw lineFailure(at, `there is an account ${account.sid} already, and nobody with this address is in it.`);
}

/** Whether a person with the owner's address is in the account with this sid. */
async function isIn(manager: EntityManager, { sid, email }: NewAccount): Promise<boolean> {
  const account = await manager.findOneBy(Account, { sid });
  const user = await manager.findOneBy(User, { email });
  return manager.existsBy(Member, { accountId: account?.id ?? "", userId: user?.id ?? "" });
}
