import { type EntityManager, In, type ObjectLiteral, type SelectQueryBuilder } from "typeorm";
import { Member } from "../accounts/member.entity.js";
import type { Context } from "../graphql/context.js";
import { batched } from "../graphql/loader.js";
import { FormerOperator } from "./former-operator.entity.js";
import { Operator } from "./operator.entity.js";
import { STAFF } from "./person-name.js";
import { User } from "./user.entity.js";

const users = batched<string, User | null>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(User, { id: In([...ids]) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
});

const onStaff = batched<string, boolean>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(Operator, { userId: In([...ids]) });
  const staff = new Set(rows.map((row) => row.userId));
  return ids.map((id) => staff.has(id));
});

/** A person by id; null when nobody is meant or the person is gone. */
export async function userById(context: Context, id: string | null): Promise<User | null> {
  return id === null ? null : users(context, id);
}

const onceOnStaff = batched<string, boolean>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(FormerOperator, { userId: In([...ids]) });
  const former = new Set(rows.map((row) => row.userId));
  return ids.map((id) => former.has(id));
});

/** Whether somebody is a member of an account of the one who asks. */
const sharesAccount = batched<string, boolean>(async ({ installation, user, automation }, ids) => {
  const { manager } = installation.database.reader;
  const own = user === null ? [] : await manager.findBy(Member, { userId: user.id });
  const accounts = automation ? [automation.caller.accountId] : own.map(({ accountId }) => accountId);
  const rows = await manager.findBy(Member, { accountId: In(accounts), userId: In([...ids]) });
  const sharing = new Set(rows.map((row) => row.userId));
  return ids.map((id) => sharing.has(id));
});

/**
 * Whether somebody may not know who this is. Customers learn of an operator only that it was one; likewise of a former operator, unless
 * they share an account.
 */
export async function isHidden(context: Context, userId: string): Promise<boolean> {
  if (context.isOperator || userId === context.user?.id) return false;
  if (await onStaff(context, userId)) return true;
  return (await onceOnStaff(context, userId)) && !(await sharesAccount(context, userId));
}

/**
 * Of members of an account of the one who asks, keeps those who are not hidden, so that nobody finds out by a search what is shown nowhere.
 * @param id the column with the person's id
 */
export function keepShown<Row extends ObjectLiteral>(
  { isOperator, user }: Context,
  members: SelectQueryBuilder<Row>,
  id: string,
): void {
  if (isOperator) return;
  const staff = members.subQuery().select("1").from(Operator, "staff").where(`staff.userId = ${id}`);
  members.andWhere(`(${id} = :oneself OR NOT EXISTS ${staff.getQuery()})`, { oneself: user?.id ?? "" });
}

/** A person's name as the one who asks may read it. */
export async function nameOf(context: Context, user: User): Promise<string> {
  return (await isHidden(context, user.id)) ? STAFF : user.name;
}

/** A person's address; null where the one who asks may not know it. */
export async function emailOf(context: Context, user: User): Promise<string | null> {
  return (await isHidden(context, user.id)) ? null : user.email;
}

/** The name under which everybody may read of a person, in the audit say. @throws when there is no such person */
export async function publicNameOf(manager: EntityManager, userId: string): Promise<string> {
  if (await manager.existsBy(Operator, { userId })) return STAFF;
  return (await manager.findOneByOrFail(User, { id: userId })).name;
}
