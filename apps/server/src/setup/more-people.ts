import { Failure } from "@latchkey/program";
import { checkAccountName } from "../accounts/account-name.js";
import { openAccount } from "../accounts/new-account.js";
import { holdChain } from "../audit/chain.js";
import { type Change, change, INSTALLATION } from "../database/change.js";
import type { Store } from "../database/store.js";
import { againAfter } from "../database/unique-violation.js";
import { accountSid, readEmail, readGiven } from "../forms.js";
import { FormerOperator } from "../identity/former-operator.entity.js";
import { EMAIL_INDEX, findOrInsertUser, type Person, unknownPassword } from "../identity/new-user.js";
import { Operator } from "../identity/operator.entity.js";
import { personInWords } from "../identity/person.js";
import { mailSecurityChange } from "../identity/security-mail.js";
import { User } from "../identity/user.entity.js";

type Made = Pick<Person, "isNew">;

/**
 * Makes a further account, without a key, for an owner who may be in others already.
 * @param givenName left out or empty: made of the sid
 * @throws {Failure} one line: a sid, an address or a name that can't be used, or a sid that an account has
 */
export async function createAccount(
  store: Store,
  givenSid: string,
  givenEmail: string,
  givenName = "",
): Promise<Made> {
  const sid = readGiven(accountSid, givenSid, "The sid");
  const name = givenName.trim();
  if (name !== "") checkName(name);
  const account = { sid, email: readEmail(givenEmail), ...(name !== "" && { name }) };
  const password = await unknownPassword();
  const opened = await alone(store, (work) => openAccount(work, account, password));
  if (opened === null) throw new Failure(`There is an account ${sid} already.`);
  return { isNew: opened.ownerIsNew };
}

/** Makes somebody an operator. @throws {Failure} one line: an address that can't be used, or somebody who is one */
export async function addOperator(store: Store, givenEmail: string): Promise<Made> {
  const email = readEmail(givenEmail);
  const password = await unknownPassword();
  return alone(store, async (work) => {
    const { manager, now, audit } = work;
    const { id: userId, isNew } = await findOrInsertUser(work, { name: "Operator", email, password });
    if (await manager.existsBy(Operator, { userId }))
      throw new Failure("This person is an operator already.");
    await manager.insert(Operator, { userId, createdAt: now });
    const summary = `${personInWords(await manager.findOneByOrFail(User, { id: userId }))} became an operator.`;
    audit({ action: "operator.added", subjectId: userId, summary });
    await mailSecurityChange(work, userId, "operator.added", "the server");
    return { isNew };
  });
}

/** Takes an operator's rights away; the person stays. @throws {Failure} one line: an address that can't be used, or that of no operator */
export async function removeOperator(store: Store, givenEmail: string): Promise<void> {
  const email = readEmail(givenEmail);
  await change(store, null, INSTALLATION, async (work) => {
    const { manager, now, audit } = work;
    const user = await manager.findOneBy(User, { email });
    if (user === null || !(await manager.existsBy(Operator, { userId: user.id })))
      throw new Failure("No operator signs in with this e-mail address.");
    await manager.delete(Operator, { userId: user.id });
    await manager.delete(FormerOperator, { userId: user.id });
    await manager.insert(FormerOperator, { userId: user.id, removedAt: now });
    const summary = `${personInWords(user)} is no longer an operator.`;
    audit({ action: "operator.removed", subjectId: user.id, summary });
    await mailSecurityChange(work, user.id, "operator.removed", "the server");
  });
}

/**
 * Does something that may make a person. Of commands at the same moment, the later finds what the earlier made, and so does one while the
 * person joins by an invitation.
 */
export async function alone<T>(store: Store, act: (work: Change) => Promise<T>): Promise<T> {
  const { result } = await againAfter([EMAIL_INDEX], () =>
    change(store, null, INSTALLATION, async (work) => {
      await holdChain(work.manager, null);
      return act(work);
    }),
  );
  return result;
}

/** @throws {Failure} one line */
function checkName(name: string): void {
  const [error] = checkAccountName(name, []);
  if (error) throw new Failure(`The name can't be used: ${error.message}`);
}
