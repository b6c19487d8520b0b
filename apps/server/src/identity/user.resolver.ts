import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { User } from "./user.entity.js";
import { emailOf, nameOf } from "./user.service.js";

@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => String, { description: "The provider's staff are all called Operator to customers." })
  name(@Root() user: User, @Ctx() context: Context): Promise<string> {
    return nameOf(context, user);
  }

  @FieldResolver(() => String, { nullable: true, description: "Null for the provider's staff." })
  email(@Root() user: User, @Ctx() context: Context): Promise<string | null> {
    return emailOf(context, user);
  }
}
