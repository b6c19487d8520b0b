import { hashPassword } from "better-auth/crypto";
import type { EntityManager } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { insertAccount } from "../accounts/new-account.js";
import { type Change, change, INSTALLATION } from "../database/change.js";
import { exclusively } from "../database/exclusive.js";
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
export async function isFirstStart(manager: EntityManager): Promise<boolean> {
  return !(await manager.exists(User)) && !(await manager.exists(Account));
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
      if (!(await isFirstStart(work.manager))) return false;
      await makeAll(work, first, passwords);
      await keep();
      return true;
    });
    return result;
  });
}

async function makeAll(
  work: Change,
  { accountSid, ownerEmail, operatorEmail, secrets }: FirstStart,
  passwords: { owner: string; operator: string },
): Promise<void> {
  const { manager, now, audit } = work;
  const owner = { name: "Owner", email: ownerEmail, password: passwords.owner };
  const { id: accountId } = await insertAccount(work, accountSid, await insertUser(work, owner));
  const operator = { name: "Operator", email: operatorEmail, password: passwords.operator };
  await manager.insert(Operator, { userId: await insertUser(work, operator), createdAt: now });
  await insertPair(work, unrestricted(now, accountId, "Default", true), secrets.pair);
  audit({
    action: "account.created",
    accountId,
    subjectId: accountId,
    summary: `Account ${accountSid}, with its owner, an operator and the default key pair`,
  });
}
