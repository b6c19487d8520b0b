import { Field, ID, InputType } from "type-graphql";
import { Role } from "./member.entity.js";

@InputType({ description: "Another role for a member." })
export class SetMemberRoleInput {
  @Field(() => ID, { description: "The member." })
  id: string;
  @Field(() => Role, { description: "What they may do from now on; an owner is made by owners alone." })
  role: Role;
  @Field(() => Role, { nullable: true, description: "The role that you have seen; left out: any." })
  expectedRole?: Role | null;
}

@InputType({ description: "A member who shall be one no longer." })
export class RemoveMemberInput {
  @Field(() => ID, { description: "The member." })
  id: string;
}
