import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { User } from "../identity/user.entity.js";
import { Member } from "./member.entity.js";
import { userOf } from "./member.reader.js";

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => User, { description: "Who it is." })
  user(@Root() member: Member, @Ctx() context: Context): Promise<User> {
    return userOf(context, member);
  }
}
