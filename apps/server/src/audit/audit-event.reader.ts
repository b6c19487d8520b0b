import { IsNull } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { requireOperator } from "../accounts/operator.check.js";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import type { PageArgs } from "../graphql/page-args.js";
import { isHidden } from "../identity/user.service.js";
import { AuditEvent } from "./audit-event.entity.js";
import { type AuditTopic, aboutAny } from "./audit-topic.js";

/** How a page of events is chosen. Left out or null: all of them. */
export interface AuditFilter extends PageArgs {
  topics: readonly AuditTopic[] | null | undefined;
  subjectId: string | null | undefined;
  /** A person's id, or the public key that acted. */
  actorId: string | null | undefined;
}

/** A page of an account's audit, the newest first. @throws BAD_USER_INPUT when `first` or `after` is out of bounds */
export function listEvents(
  { installation }: Context,
  account: Account,
  { first, after, topics, subjectId, actorId }: AuditFilter,
): Promise<Page<AuditEvent>> {
  const whole = { accountId: account.id };
  const events = installation.database.reader.manager
    .createQueryBuilder(AuditEvent, "event")
    .where({ ...whole, ...(subjectId != null && { subjectId }) });
  if (topics != null) aboutAny(events, topics);
  if (actorId != null)
    events.andWhere("(event.actorUserId = :actorId OR event.actorApiKey = :actorId)", { actorId });
  return paginate(events, { first, after }, { whole });
}

/**
 * A page of the installation's own audit, for operators: what concerns no account, or all of them. The newest first.
 * @throws FORBIDDEN; BAD_USER_INPUT when `first` or `after` is out of bounds
 */
export async function listInstallationEvents(
  context: Context,
  { first, after }: PageArgs,
): Promise<Page<AuditEvent>> {
  requireOperator(context);
  const whole = { accountId: IsNull() };
  const events = context.installation.database.reader.manager
    .createQueryBuilder(AuditEvent, "event")
    .where(whole);
  return paginate(events, { first, after }, { whole });
}

/** Where the actor was; customers do not learn where an operator works. */
export async function addressOf(context: Context, event: AuditEvent): Promise<string | null> {
  const { actorUserId, address } = event;
  return actorUserId !== null && (await isHidden(context, actorUserId)) ? null : address;
}
