import type { EntityManager } from "typeorm";
import type { Context } from "../graphql/context.js";
import { notForKeys } from "../graphql/errors.js";
import { mutate } from "../graphql/mutation.js";
import { payloadOf } from "../graphql/payload.js";
import { refuseIfAny, type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { findAccount, listMemberships, standingIn } from "./account.service.js";
import type { SetMyNotificationsInput } from "./notification.inputs.js";
import {
  AS_OPERATOR,
  MEMBER_KINDS,
  type NotificationKind,
  type NotificationSetting,
  OPERATOR_KINDS,
} from "./notification.js";
import { NotificationsPayload } from "./notification.payloads.js";
import { NotificationChoice } from "./notification-choice.entity.js";
import { AUTOMATION } from "./policy.js";

/** Which mails the signed-in person gets: of an account that they are in, and as an operator. @throws NOT_FOUND; FORBIDDEN for a key */
export async function myNotifications(
  context: Context,
  accountSid: string | null | undefined,
): Promise<NotificationSetting[]> {
  const { manager } = context.installation.database.reader;
  return settingsOf(context, manager, await findAccountId(context, accountSid));
}

/** Changes which mails the signed-in person gets. @throws NOT_FOUND; FORBIDDEN for a key */
export async function setMyNotifications(
  context: Context,
  input: SetMyNotificationsInput,
): Promise<NotificationsPayload> {
  const attempt = {
    mutation: "setMyNotifications",
    subjectId: null,
    findAccountId: () => findAccountId(context, input.accountSid),
  };
  const outcome = await mutate(context, attempt, async (change, accountId) => {
    const { manager } = change;
    const scopes = await scopesOf(context, manager, accountId);
    refuseIfAny(check(input, scopes));
    for (const { kind, wanted } of input.settings) {
      const where = { userId: context.user?.id ?? "", accountId: scopes.get(kind) ?? "", kind };
      await manager.delete(NotificationChoice, where);
      await manager.insert(NotificationChoice, { ...where, wanted });
    }
    const words = input.settings.map(({ kind, wanted }) => `${kind} ${wanted ? "on" : "off"}`);
    change.audit({
      action: "notifications.changed",
      subjectId: context.user?.id ?? null,
      summary: `A person changed which mails they get: ${words.join(", ") || "nothing"}.`,
    });
    return settingsOf(context, manager, accountId);
  });
  return payloadOf(NotificationsPayload, "notifications", outcome);
}

function check(
  { settings }: SetMyNotificationsInput,
  scopes: ReadonlyMap<NotificationKind, string>,
): UserError[] {
  const seen = new Set<NotificationKind>();
  return settings.flatMap(({ kind }, index) => {
    const invalid = (message: string) => [
      userError(UserErrorCode.INVALID, message, ["settings", String(index), "kind"]),
    ];
    if (!scopes.has(kind)) return invalid("You get no mails of this kind here.");
    if (seen.has(kind)) return invalid("This kind is listed already.");
    seen.add(kind);
    return [];
  });
}

/** Null: an operator who named no account and is in none. */
async function findAccountId(context: Context, sid: string | null | undefined): Promise<string | null> {
  if (sid == null && context.isOperator && (await listMemberships(context)).length === 0) return null;
  return (await findAccount(context, sid)).id;
}

/** The kinds that the person can choose, each with the account that the choice belongs to. */
async function scopesOf(
  context: Context,
  manager: EntityManager,
  accountId: string | null,
): Promise<Map<NotificationKind, string>> {
  const scopes = new Map<NotificationKind, string>();
  if (context.isOperator) for (const kind of OPERATOR_KINDS) scopes.set(kind, AS_OPERATOR);
  if (accountId === null) return scopes;
  const { part } = await standingIn(context, manager, { id: accountId });
  if (part === AUTOMATION) throw notForKeys();
  if (part !== null) for (const kind of MEMBER_KINDS) scopes.set(kind, accountId);
  return scopes;
}

async function settingsOf(
  context: Context,
  manager: EntityManager,
  accountId: string | null,
): Promise<NotificationSetting[]> {
  const scopes = await scopesOf(context, manager, accountId);
  const choices = await manager.findBy(NotificationChoice, { userId: context.user?.id ?? "", wanted: false });
  const unwanted = new Set(choices.map((choice) => `${choice.accountId} ${choice.kind}`));
  return [...scopes].map(([kind, scope]) => ({ kind, wanted: !unwanted.has(`${scope} ${kind}`) }));
}
