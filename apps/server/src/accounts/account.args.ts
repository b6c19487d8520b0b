import { ArgsType, Field } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";

@ArgsType()
export class AccountsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "Part of sid or name or, with an `@` in it, of the e-mail address of somebody in the account.",
  })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Those that are suspended, or those that aren't." })
  suspended?: boolean | null;
}
