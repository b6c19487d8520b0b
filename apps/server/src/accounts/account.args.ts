import { ArgsType, Field } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";

@ArgsType()
export class AccountsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "Part of sid or name." })
  search?: string | null;
}
