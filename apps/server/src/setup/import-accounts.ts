import { emailAddress } from "@latchkey/program";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { Account } from "../accounts/account.entity.js";
import { checkAccountName } from "../accounts/account-name.js";
import { Member } from "../accounts/member.entity.js";
import { type NewAccount, openAccount } from "../accounts/new-account.js";
import type { Store } from "../database/store.js";
import { accountSid } from "../forms.js";
import { User } from "../identity/user.entity.js";
import { lineFailure, readJsonLines } from "../json-lines.js";
import type { Progress } from "../progress.js";
import { alone } from "./more-people.js";

/** A line: an account as `createAccount` takes it. */
const line = z.strictObject({
  sid: accountSid,
  ownerEmail: z.string().trim().pipe(emailAddress),
  name: z
    .string()
    .trim()
    .check((given) => {
      for (const { message } of checkAccountName(given.value, []))
        given.issues.push({ code: "custom", message: `can't be used: ${message}`, input: "" });
    })
    .nullish()
    // What a table has where it has none.
    .transform((name) => name ?? undefined),
});

interface Imported {
  /** Accounts that this call has made. */
  made: number;
  /** Accounts that were there before, with the person in them who was to own them. */
  before: number;
}

/**
 * Makes an account of each line, without a key, for an owner who may be in others already and is told by mail. Nothing is written before all
 * lines are read and judged by themselves. Each line is its own transaction, so that an import that was cut off can be run again.
 * @param lines each an object in JSON: `sid`, `ownerEmail` and, if it is not to be made of the sid, `name`. Empty lines are passed over
 * @throws {Failure} one line that names the first line which can't be used
 */
export async function importAccounts(
  store: Store,
  lines: AsyncIterable<string>,
  progress: Progress = () => {},
): Promise<Imported> {
  const imported = { made: 0, before: 0 };
  const accounts = await read(lines);
  for (const [at, account] of accounts) {
    imported[await importAccount(store, at, account)]++;
    progress(imported.made + imported.before, accounts.size);
  }
  return imported;
}

/** The accounts, by the number of their line. */
async function read(lines: AsyncIterable<string>): Promise<Map<number, NewAccount>> {
  const accounts = new Map<number, NewAccount>();
  const lineOf = new Map<string, number>();
  for await (const [at, { ownerEmail: email, ...account }] of readJsonLines(lines, line)) {
    const earlier = lineOf.get(account.sid);
    if (earlier !== undefined) throw lineFailure(at, `this account is in line ${earlier} already.`);
    lineOf.set(account.sid, at);
    accounts.set(at, { ...account, email });
  }
  return accounts;
}

async function importAccount(store: Store, at: number, account: NewAccount): Promise<keyof Imported> {
  const { manager } = store.database.reader;
  const known = await manager.findOneBy(Account, { sid: account.sid });
  if (known === null && (await alone(store, (work, password) => openAccount(work, account, password))))
    return "made";
  if (await isIn(manager, account)) return "before";
  throw lineFailure(at, `there is an account ${account.sid} already, and nobody with this address is in it.`);
}

/** Whether a person with the owner's address is in the account with this sid. */
async function isIn(manager: EntityManager, { sid, email }: NewAccount): Promise<boolean> {
  const account = await manager.findOneBy(Account, { sid });
  const user = await manager.findOneBy(User, { email });
  return manager.existsBy(Member, { accountId: account?.id ?? "", userId: user?.id ?? "" });
}
