import type { Context } from "../graphql/context.js";
import { DeletePayload, payloadOf } from "../graphql/payload.js";
import { publicNameOf } from "../identity/user.service.js";
import { endLapsedInvitations } from "./lapsed-invitations.js";
import { Member } from "./member.entity.js";
import type { RemoveMemberInput, SetMemberRoleInput } from "./member.inputs.js";
import { MemberPayload } from "./member.payloads.js";
import { changeMember } from "./member-change.js";

/** Gives a member another role, which counts from their next request on. Invitations of theirs that it may not send end. @throws NOT_FOUND, FORBIDDEN */
export async function setMemberRole(context: Context, input: SetMemberRoleInput): Promise<MemberPayload> {
  const { role } = input;
  const outcome = await changeMember(context, {
    mutation: "setMemberRole",
    input,
    after: role,
    async apply(change, member) {
      const { manager, audit } = change;
      const { id, userId, role: before } = member;
      await manager.update(Member, { id }, { role });
      const ended = await endLapsedInvitations(change, member, role);
      const name = await publicNameOf(manager, userId);
      audit({
        action: "member.roleChanged",
        subjectId: id,
        summary: `Member "${name}" has the role ${role}; before: ${before}.${ended}`,
      });
      return manager.findOneByOrFail(Member, { id });
    },
  });
  return payloadOf(MemberPayload, "member", outcome);
}

/**
 * Ends a membership from the person's next request on, and with it their open invitations. Everybody may end their own. Keys that they
 * made, or that name them, stay. @throws NOT_FOUND, FORBIDDEN
 */
export async function removeMember(context: Context, input: RemoveMemberInput): Promise<DeletePayload> {
  const outcome = await changeMember(context, {
    mutation: "removeMember",
    input,
    after: null,
    async apply(change, member) {
      const { manager, audit } = change;
      const { id, userId, role } = member;
      await manager.delete(Member, { id });
      const ended = await endLapsedInvitations(change, member, null);
      const name = await publicNameOf(manager, userId);
      const [action, was] = userId === context.user?.id ? ["left", "left"] : ["removed", "was removed"];
      audit({
        action: `member.${action}`,
        subjectId: id,
        // Nothing else tells afterwards whose membership it was.
        summary: `Member "${name}" (${userId}) with the role ${role} ${was}.${ended}`,
      });
      return id;
    },
  });
  return payloadOf(DeletePayload, "deletedId", outcome);
}
