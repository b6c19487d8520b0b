import { type EntityManager, In } from "typeorm";
import { findLocked } from "../database/lock.js";
import type { Context } from "../graphql/context.js";
import { notFound, secondFactorMissing, unauthenticated } from "../graphql/errors.js";
import { batched } from "../graphql/loader.js";
import { Account } from "./account.entity.js";
import { Member, type Role } from "./member.entity.js";
import { AUTOMATION, type Part } from "./policy.js";

/** What the one who asks is in an account. */
export interface Standing {
  account: Account;
  part: Part;
}

/**
 * Loads an account with what the one who asks is in it.
 * @throws NOT_FOUND alike when there is no such account and when it is not theirs; FORBIDDEN alike for staff without the second factor
 */
export async function standingIn(
  { user, automation, isOperator, lacksSecondFactor }: Context,
  manager: EntityManager,
  where: { id: string } | { sid: string },
): Promise<Standing> {
  const account = await manager.findOneBy(Account, where);
  if (automation !== null) {
    if (account?.id !== automation.caller.accountId) throw notFound();
    return { account, part: AUTOMATION };
  }
  if (user === null) throw unauthenticated();
  const member = account && (await manager.findOneBy(Member, { accountId: account.id, userId: user.id }));
  if (member === null && lacksSecondFactor) throw secondFactorMissing();
  if (account === null || (member === null && !isOperator)) throw notFound();
  return { account, part: member?.role ?? null };
}

/**
 * The same, before something of the account is changed. Until the transaction ends, nobody else changes the account, its members,
 * invitations or limits, or how many keys it has: of two at once, the later sees what the earlier did. Must be the transaction's first
 * read, as `findLocked` says.
 */
export async function holdStanding(context: Context, manager: EntityManager, id: string): Promise<Standing> {
  await findLocked(manager, Account, { id });
  return standingIn(context, manager, { id });
}

/** The account with this sid; without one, that of the key that asks, or the only account of the signed-in person. @throws NOT_FOUND */
export async function findAccount(context: Context, sid: string | null | undefined): Promise<Account> {
  const { manager } = context.installation.database.reader;
  if (sid != null) return (await standingIn(context, manager, { sid })).account;
  if (context.automation !== null) {
    const { accountId } = context.automation.caller;
    return (await standingIn(context, manager, { id: accountId })).account;
  }
  const [account, ...more] = await listMemberships(context);
  if (account === undefined) throw notFound("You belong to no account.");
  if (more.length > 0) throw notFound("You belong to several accounts: name one by its sid.");
  return account;
}

/** The accounts that the signed-in person is a member of, the oldest first. */
export async function listMemberships({ installation, user }: Context): Promise<Account[]> {
  if (user === null) return [];
  const { manager } = installation.database.reader;
  const members = await manager.findBy(Member, { userId: user.id });
  return manager.find(Account, {
    where: { id: In(members.map((member) => member.accountId)) },
    order: { id: "ASC" },
  });
}

export const accountById = batched<string, Account>(async ({ installation }, ids) => {
  const accounts = await installation.database.reader.manager.findBy(Account, { id: In([...ids]) });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return ids.map((id) => {
    const account = byId.get(id);
    if (account === undefined) throw new Error("A row names an account that is not there.");
    return account;
  });
});

/** The signed-in person's role in each account; null where they are no member, and for a key. */
export const roleIn = batched<string, Role | null>(async ({ installation, user }, ids) => {
  if (user === null) return ids.map(() => null);
  const members = await installation.database.reader.manager.findBy(Member, {
    userId: user.id,
    accountId: In([...ids]),
  });
  const roles = new Map(members.map((member) => [member.accountId, member.role]));
  return ids.map((id) => roles.get(id) ?? null);
});
