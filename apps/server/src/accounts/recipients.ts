import { type EntityManager, In } from "typeorm";
import { Operator } from "../identity/operator.entity.js";
import { User } from "../identity/user.entity.js";
import type { Recipient } from "../mail/outbox.js";
import { Member, Role } from "./member.entity.js";
import { AS_OPERATOR, type NotificationKind } from "./notification.js";
import { NotificationChoice } from "./notification-choice.entity.js";

const ALWAYS: readonly Role[] = [Role.OWNER, Role.ADMIN];

/**
 * Who of an account is written to: its owners, its admins and those whom it is about (null: nobody), as long as they are members and
 * want mails of this kind.
 */
export async function membersWhoWant(
  manager: EntityManager,
  accountId: string,
  kind: NotificationKind,
  concerned: readonly (string | null)[],
): Promise<Recipient[]> {
  const members = await manager.findBy(Member, { accountId });
  const meant = members.filter(({ role, userId }) => ALWAYS.includes(role) || concerned.includes(userId));
  const ids = meant.map(({ userId }) => userId);
  return wanting(manager, ids, accountId, kind);
}

/** Operators who want mails of this kind, without one of them. */
export async function operatorsWhoWant(
  manager: EntityManager,
  kind: NotificationKind,
  without: string | null,
): Promise<Recipient[]> {
  const operators = await manager.find(Operator);
  const ids = operators.map(({ userId }) => userId).filter((id) => id !== without);
  return wanting(manager, ids, AS_OPERATOR, kind);
}

async function wanting(
  manager: EntityManager,
  ids: readonly string[],
  accountId: string,
  kind: NotificationKind,
): Promise<Recipient[]> {
  const choices = await manager.findBy(NotificationChoice, {
    userId: In([...ids]),
    accountId,
    kind,
    wanted: false,
  });
  const unwilling = new Set(choices.map(({ userId }) => userId));
  const users = await manager.findBy(User, { id: In(ids.filter((id) => !unwilling.has(id))) });
  return users.map(({ id, email }) => ({ userId: id, email }));
}
