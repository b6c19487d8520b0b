import { Field, ID, InputType } from "type-graphql";
import { Role } from "./member.entity.js";

@InputType({ description: "Whom to invite into an account." })
export class InviteMemberInput {
  @Field(() => String, { nullable: true, description: "Left out: the only one of who asks." })
  accountSid?: string | null;
  @Field(() => String, { description: "Where to mail the link. An open invitation of this address ends." })
  email: string;
  @Field(() => Role, { description: "What they may do there; an owner is invited by owners alone." })
  role: Role;
}

@InputType({ description: "An invitation that shall be open no longer." })
export class WithdrawInvitationInput {
  @Field(() => ID, { description: "The invitation." })
  id: string;
}
