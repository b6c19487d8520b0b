import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { type ZodType, z } from "zod";
import { Account } from "../accounts/account.entity.js";
import type { Clock } from "../clock.js";
import { accountSid, emailAddress } from "../config.js";
import { type Change, change, INSTALLATION } from "../database/change.js";
import type { Database } from "../database/database.js";
import { Failure } from "../failure.js";
import { Operator } from "../identity/operator.entity.js";
import { User } from "../identity/user.entity.js";
import { insertAccount, insertPerson } from "./first-start.js";

interface Place {
  database: Database;
  clock: Clock;
}

/** Whether the person was made for it, with a password that nobody knows. */
interface Made {
  isNew: boolean;
}

const accountName = z.string().max(100, "must have at most 100 characters");

/**
 * Makes a further account, without a key, for an owner who may be in others already.
 * @param givenName left out or empty: made of the sid
 * @throws {Failure} one line: a sid, an address or a name that can't be used, or a sid that an account has
 */
export async function createAccount(
  place: Place,
  givenSid: string,
  givenEmail: string,
  givenName = "",
): Promise<Made> {
  const sid = read(accountSid, givenSid, "The sid");
  const name = read(accountName, givenName, "The name");
  return withPerson(place, "Owner", givenEmail, async (work, ownerId) => {
    if (await work.manager.existsBy(Account, { sid }))
      throw new Failure(`There is an account ${sid} already.`);
    const accountId = await insertAccount(work, sid, ownerId, name || undefined);
    work.audit({
      action: "account.created",
      accountId,
      subjectId: accountId,
      summary: `Account ${sid}, with its owner`,
    });
  });
}

/** Makes somebody an operator. @throws {Failure} one line: an address that can't be used, or somebody who is one */
export function addOperator(place: Place, givenEmail: string): Promise<Made> {
  return withPerson(place, "Operator", givenEmail, async ({ manager, now, audit }, userId) => {
    if (await manager.existsBy(Operator, { userId }))
      throw new Failure("This person is an operator already.");
    await manager.insert(Operator, { userId, createdAt: now });
    audit({ action: "operator.added", subjectId: userId, summary: "A person became an operator." });
  });
}

/** Takes an operator's rights away; the person stays. @throws {Failure} one line when nobody with this address is one */
export async function removeOperator({ database, clock }: Place, email: string): Promise<void> {
  await change(database, new Date(clock.now()), null, INSTALLATION, async ({ manager, audit }) => {
    const user = await manager.findOneBy(User, { email: email.toLowerCase() });
    if (user === null || !(await manager.existsBy(Operator, { userId: user.id })))
      throw new Failure("No operator signs in with this e-mail address.");
    await manager.delete(Operator, { userId: user.id });
    audit({ action: "operator.removed", subjectId: user.id, summary: "A person is no operator any more." });
  });
}

/** Does something with who signs in with an address, or with somebody new. */
async function withPerson(
  { database, clock }: Place,
  name: string,
  givenEmail: string,
  act: (work: Change, userId: string) => Promise<void>,
): Promise<Made> {
  const email = read(emailAddress, givenEmail, "The e-mail address");
  const password = await hashPassword(randomBytes(32).toString("base64url"));
  const { result } = await change(database, new Date(clock.now()), null, INSTALLATION, async (work) => {
    const known = await work.manager.findOneBy(User, { email });
    await act(work, known?.id ?? (await insertPerson(work, name, email, password)));
    return { isNew: known === null };
  });
  return result;
}

function read<Value>(form: ZodType<Value>, text: string, what: string): Value {
  const { data, error } = form.safeParse(text);
  if (error) throw new Failure(`${what} ${error.issues[0]?.message}.`);
  return data as Value;
}
