import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { DeletePayload } from "../graphql/payload.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import { Invitation } from "./invitation.entity.js";
import { InviteMemberInput, WithdrawInvitationInput } from "./invitation.inputs.js";
import { InvitationPayload } from "./invitation.payloads.js";
import { inviteMember, withdrawInvitation } from "./invitation.service.js";

@Resolver(() => Invitation)
export class InvitationResolver {
  @Mutation(() => InvitationPayload, {
    description:
      "For owners and admins: mails somebody a link into the account, which works once, within 7 days.",
  })
  inviteMember(
    @Ctx() context: Context,
    @Arg("input", () => InviteMemberInput, { description: "The address, and the role." })
    input: InviteMemberInput,
  ): Promise<InvitationPayload> {
    return inviteMember(context, input);
  }

  @Mutation(() => DeletePayload, {
    description:
      "For owners and admins: ends an open invitation; only owners end one that makes somebody an owner.",
  })
  withdrawInvitation(
    @Ctx() context: Context,
    @Arg("input", () => WithdrawInvitationInput, { description: "The invitation." })
    input: WithdrawInvitationInput,
  ): Promise<DeletePayload> {
    return withdrawInvitation(context, input);
  }

  @FieldResolver(() => User, { nullable: true, description: "Who invites; null: somebody who is gone." })
  invitedBy(@Root() invitation: Invitation, @Ctx() context: Context): Promise<User | null> {
    return userById(context, invitation.invitedById);
  }
}
