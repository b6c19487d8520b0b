import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { DeletePayload } from "../graphql/payload.js";
import { User } from "../identity/user.entity.js";
import { Member } from "./member.entity.js";
import { RemoveMemberInput, SetMemberRoleInput } from "./member.inputs.js";
import { MemberPayload } from "./member.payloads.js";
import { userOf } from "./member.reader.js";
import { removeMember, setMemberRole } from "./member.service.js";

@Resolver(() => Member)
export class MemberResolver {
  @Mutation(() => MemberPayload, {
    description:
      "For owners and admins: gives a member another role; only owners make somebody an owner, or an owner something else. Invitations end that the member may no longer send.",
  })
  setMemberRole(
    @Ctx() context: Context,
    @Arg("input", () => SetMemberRoleInput, { description: "The member, and the role." })
    input: SetMemberRoleInput,
  ): Promise<MemberPayload> {
    return setMemberRole(context, input);
  }

  @Mutation(() => DeletePayload, {
    description:
      "Ends a membership, and the person's open invitations. Everybody may end their own; owners and admins end others', and only owners an owner's. Keys stay as they are.",
  })
  removeMember(
    @Ctx() context: Context,
    @Arg("input", () => RemoveMemberInput, { description: "The member." }) input: RemoveMemberInput,
  ): Promise<DeletePayload> {
    return removeMember(context, input);
  }

  @FieldResolver(() => User, { description: "Who it is." })
  user(@Root() member: Member, @Ctx() context: Context): Promise<User> {
    return userOf(context, member);
  }
}
