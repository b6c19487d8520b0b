import { Ctx, FieldResolver, Query, Resolver } from "type-graphql";
import { Account } from "../accounts/account.entity.js";
import { listMemberships } from "../accounts/account.service.js";
import type { Context } from "../graphql/context.js";
import { Viewer } from "./viewer.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "Who asks." })
  viewer(@Ctx() { user, isOperator, address }: Context): Viewer {
    return { user, apiKey: null, isOperator, clientAddress: address };
  }

  @FieldResolver(() => [Account], { description: "The accounts that the person is a member of." })
  accounts(@Ctx() context: Context): Promise<Account[]> {
    return listMemberships(context);
  }
}
