import type { Change } from "../database/change.js";
import { newId } from "../database/ids.js";
import { findOrInsertUser } from "../identity/new-user.js";
import { inAccount, type Letter } from "../mail/letter.js";
import { post } from "../mail/outbox.js";
import { Account } from "./account.entity.js";
import { nameInMails } from "./account-name.js";
import { Member, Role } from "./member.entity.js";

export interface NewAccount {
  sid: string;
  /** The owner's, in lower case. */
  email: string;
  /** Left out: made of the sid. */
  name?: string;
}

/**
 * Makes a further account, without a key, and mails its owner, who may be in others already. What makes accounts must come one after
 * the other: hold the installation's chain.
 * @param password the hash of one that nobody knows, for an owner who is new
 * @returns null, and nothing is done, when an account has the sid
 */
export async function openAccount(
  work: Change,
  { sid, email, name }: NewAccount,
  password: string,
): Promise<{ account: Account; ownerIsNew: boolean } | null> {
  const { manager, now, audit } = work;
  if (await manager.existsBy(Account, { sid })) return null;
  const owner = await findOrInsertUser(work, { name: "Owner", email, password });
  const account = await insertAccount(work, sid, owner.id, name);
  const { id } = account;
  audit({
    action: "account.created",
    accountId: id,
    subjectId: id,
    summary: `Account ${sid}, with its owner`,
  });
  const recipients = [{ userId: owner.id, email }];
  const letter = ownersLetter(account, email, owner.isNew);
  await post(manager, now, { kind: "account.created", subjectId: id, recipients, letter });
  return { account, ownerIsNew: owner.isNew };
}

/** Makes an account with its one owner. @param name left out: "demo" becomes "Demo" */
export async function insertAccount(
  { manager, now, touch }: Change,
  sid: string,
  ownerId: string,
  name = sid.charAt(0).toUpperCase() + sid.slice(1),
): Promise<Account> {
  const id = newId("acc", now);
  const account = { id, sid, name, suspended: false, createdAt: now, revision: 0 };
  await manager.insert(Account, account);
  touch(Account, id);
  const owner = { accountId: id, userId: ownerId, role: Role.OWNER, joinedAt: now };
  await manager.insert(Member, { id: newId("mem", now), ...owner });
  return account;
}

function ownersLetter(account: Account, email: string, isNew: boolean): Letter {
  const called = nameInMails(account);
  const first = `The account ${called} of Latchkey, where API keys are managed, was made for you. You sign in as ${email}.`;
  return {
    subject: `You own the account ${called} of Latchkey`,
    paragraphs: isNew
      ? [
          first,
          "Choose a password first: the page asks for this address, and mails you a link by which you set it.",
        ]
      : [first],
    link: isNew
      ? { text: "Choose a password", path: "/forgot" }
      : { text: "Open the account", path: inAccount("/keys", account) },
    footer:
      "This is sent once, to whoever owns a new account. If you do not know what it is about, tell the provider.",
  };
}
