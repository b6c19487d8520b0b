import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { setMyName } from "./my-name.service.js";
import { User } from "./user.entity.js";
import { SetMyNameInput } from "./user.inputs.js";
import { UserPayload } from "./user.payloads.js";
import { emailOf, nameOf } from "./user.service.js";

@Resolver(() => User)
export class UserResolver {
  @Mutation(() => UserPayload, { description: "Gives you another name, in all your accounts." })
  setMyName(
    @Ctx() context: Context,
    @Arg("input", () => SetMyNameInput, { description: "The name." }) input: SetMyNameInput,
  ): Promise<UserPayload> {
    return setMyName(context, input);
  }

  @FieldResolver(() => String, { description: "The provider's staff are all called Operator to customers." })
  name(@Root() user: User, @Ctx() context: Context): Promise<string> {
    return nameOf(context, user);
  }

  @FieldResolver(() => String, { nullable: true, description: "Null for the provider's staff." })
  email(@Root() user: User, @Ctx() context: Context): Promise<string | null> {
    return emailOf(context, user);
  }
}
