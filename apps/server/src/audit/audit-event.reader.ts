import { IsNull, LessThan, MoreThanOrEqual } from "typeorm";
import type { Account } from "../accounts/account.entity.js";
import { requireOperator } from "../accounts/operator.check.js";
import { startOfIds } from "../database/ids.js";
import type { Page } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { isHidden } from "../identity/user.service.js";
import type { AccountAuditEventsArgs, AuditEventsArgs } from "./audit-event.args.js";
import { AuditEvent } from "./audit-event.entity.js";
import { paginateEvents } from "./audit-order.js";
import { aboutAny } from "./audit-topic.js";

/** An id as people have it, and no key that is made here. */
const PERSON = /^usr_[0-9A-Za-z]{24}$/;

/** A page of an account's audit. @throws BAD_USER_INPUT when `first` or `after` is out of bounds */
export function listEvents(
  { installation }: Context,
  account: Account,
  { topics, subjectId, actorId, since, until, ...page }: AccountAuditEventsArgs,
): Promise<Page<AuditEvent>> {
  const whole = { accountId: account.id };
  const events = installation.database.reader.manager
    .createQueryBuilder(AuditEvent, "event")
    .where({ ...whole, ...(subjectId != null && { subjectId }) });
  if (topics != null) aboutAny(events, topics, { alone: subjectId == null && actorId == null });
  // One column, not either: so that it is looked up by its index.
  if (actorId != null) events.andWhere({ [PERSON.test(actorId) ? "actorUserId" : "actorApiKey"]: actorId });
  // By the ids, which begin with the time: every index of events is in their order.
  if (since != null) events.andWhere({ id: MoreThanOrEqual(startOfIds("evt", since)) });
  if (until != null) events.andWhere({ id: LessThan(startOfIds("evt", until)) });
  return paginateEvents(events, page, whole);
}

/**
 * A page of the installation's own audit, for operators: what concerns no account, or all of them.
 * @throws FORBIDDEN; BAD_USER_INPUT when `first` or `after` is out of bounds
 */
export async function listInstallationEvents(
  context: Context,
  page: AuditEventsArgs,
): Promise<Page<AuditEvent>> {
  requireOperator(context);
  const whole = { accountId: IsNull() };
  const events = context.installation.database.reader.manager
    .createQueryBuilder(AuditEvent, "event")
    .where(whole);
  return paginateEvents(events, page, whole);
}

/** Where the actor was; customers do not learn where an operator works. */
export async function addressOf(context: Context, event: AuditEvent): Promise<string | null> {
  const { actorUserId, address } = event;
  return actorUserId !== null && (await isHidden(context, actorUserId)) ? null : address;
}
