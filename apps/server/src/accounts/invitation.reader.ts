import { type EntityManager, In, MoreThan } from "typeorm";
import type { Context } from "../graphql/context.js";
import { notForKeys } from "../graphql/errors.js";
import { batched, rowsByKey } from "../graphql/loader.js";
import type { Account } from "./account.entity.js";
import { Invitation } from "./invitation.entity.js";
import { hashOf } from "./invitation-link.js";

/** An account's open invitations, the newest first. @throws FORBIDDEN for a key: it manages keys, not people */
export async function listInvitations(context: Context, { id }: Account): Promise<Invitation[]> {
  if (context.automation !== null) throw notForKeys();
  return invitationsOf(context, id);
}

const invitationsOf = batched<string, Invitation[]>(async ({ installation }, ids) => {
  const { database, clock } = installation;
  const rows = await database.reader.manager.find(Invitation, {
    where: { accountId: In([...ids]), expiresAt: MoreThan(new Date(clock.now())) },
    order: { createdAt: "DESC", id: "DESC" },
  });
  return rowsByKey(ids, rows, (row) => row.accountId);
});

/** The open invitation whose link has this token; null alike for one that was used or withdrawn, has ended, or never was. */
export function invitationByToken(
  manager: EntityManager,
  token: string,
  now: Date,
): Promise<Invitation | null> {
  return manager.findOneBy(Invitation, { tokenHash: hashOf(token), expiresAt: MoreThan(now) });
}
