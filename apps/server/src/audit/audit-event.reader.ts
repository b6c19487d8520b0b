import type { Account } from "../accounts/account.entity.js";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { isHidden } from "../identity/user.service.js";
import { AuditEvent } from "./audit-event.entity.js";

/** A page of an account's audit, the newest first. @throws BAD_USER_INPUT when `first` or `after` is out of bounds */
export function listEvents(
  { installation }: Context,
  account: Account,
  first: number,
  after: string | null,
): Promise<Page<AuditEvent>> {
  const events = installation.database.reader.manager
    .createQueryBuilder(AuditEvent, "event")
    .where({ accountId: account.id });
  return paginate(events, "event", first, after);
}

/** Where the actor was; customers do not learn where an operator works. */
export async function addressOf(context: Context, event: AuditEvent): Promise<string | null> {
  const { actorUserId, address } = event;
  return actorUserId !== null && (await isHidden(context, actorUserId)) ? null : address;
}
