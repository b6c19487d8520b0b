import { hashPassword } from "better-auth/crypto";
import { Account } from "../accounts/account.entity.js";
import { insertAccount } from "../accounts/new-account.js";
import { type Change, change, INSTALLATION } from "../database/change.js";
import type { Database } from "../database/database.js";
import { exclusively } from "../database/exclusive.js";
import { newId } from "../database/ids.js";
import type { Store } from "../database/store.js";
import { insertUser } from "../identity/new-user.js";
import { Operator } from "../identity/operator.entity.js";
import { User } from "../identity/user.entity.js";
import { insertPair, unrestricted } from "../keys/new-pair.js";
import type { FirstSecrets } from "./first-secrets.js";

export interface FirstStart {
  accountSid: string;
  ownerEmail: string;
  operatorEmail: string;
  secrets: FirstSecrets;
}

/** Whether nobody has set this installation up yet. */
export async function isFirstStart({ reader }: Database): Promise<boolean> {
  return !(await reader.manager.exists(User)) && !(await reader.manager.exists(Account));
}

/**
 * Makes the account, its owner, an operator and the account's default pair: all of them or nothing, and once, also when two servers
 * start at the same time. `keep` is told just before the commit, so that the secrets are kept somewhere before they count.
 * @returns whether it was this call that made them.
 */
export async function setUp(store: Store, first: FirstStart, keep: () => Promise<void>): Promise<boolean> {
  const passwords = {
    owner: await hashPassword(first.secrets.ownerPassword.text),
    operator: await hashPassword(first.secrets.operatorPassword.text),
  };
  return exclusively(store.database, async () => {
    const { result } = await change(store, null, INSTALLATION, async (work) => {
      if ((await work.manager.exists(User)) || (await work.manager.exists(Account))) return false;
      await makeAll(work, first, passwords);
      await keep();
      return true;
    });
    return result;
  });
}

async function makeAll(
  work: Change,
  first: FirstStart,
  passwords: { owner: string; operator: string },
): Promise<void> {
  const { manager, now } = work;
  const ownerId = await insertPerson(work, "Owner", first.ownerEmail, passwords.owner);
  const { id: accountId } = await insertAccount(work, first.accountSid, ownerId);
  const operatorId = await insertPerson(work, "Operator", first.operatorEmail, passwords.operator);
  await manager.insert(Operator, { userId: operatorId, createdAt: now });
  await makeDefaultPair(work, accountId, first.secrets);
  work.audit({
    action: "account.created",
    accountId,
    subjectId: accountId,
    summary: `Account ${first.accountSid}, with its owner, an operator and the default key pair`,
  });
}

/** Makes somebody who signs in with a password. @param password its hash @returns their id */
async function insertPerson(work: Change, name: string, email: string, password: string): Promise<string> {
  const id = newId("usr", work.now);
  await insertUser(work, { id, name, email, password });
  return id;
}

async function makeDefaultPair(work: Change, accountId: string, { pair }: FirstSecrets): Promise<void> {
  await insertPair(work, unrestricted(work.now, accountId, "Default", true), pair);
}
