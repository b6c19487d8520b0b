import { In, MoreThan } from "typeorm";
import type { Change } from "../database/change.js";
import { Invitation } from "./invitation.entity.js";
import type { Member, Role } from "./member.entity.js";
import { mayChangeMember } from "./policy.js";

/**
 * Ends the open invitations that a member has sent and may no longer send, so that nobody joins on the word of somebody without that right.
 * The account is locked.
 * @param after their role from now on; null: none, they are gone
 * @returns what the audit says of it besides, "" where none ended
 */
export async function endLapsedInvitations(
  { manager, now }: Change,
  { accountId, userId }: Member,
  after: Role | null,
): Promise<string> {
  const sent = await manager.find(Invitation, {
    where: { accountId, invitedById: userId, expiresAt: MoreThan(now) },
    order: { email: "ASC" },
  });
  const lapsed = sent.filter(({ role }) => !mayChangeMember(after, role, role));
  if (lapsed.length === 0) return "";
  await manager.delete(Invitation, { id: In(lapsed.map(({ id }) => id)) });
  return ` Their invitations ended: ${lapsed.map(({ email }) => email).join(", ")}.`;
}
