import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Account } from "../accounts/account.entity.js";
import type { Context } from "../graphql/context.js";
import { AccountUsage, AccountUsageArgs } from "./account-usage.js";
import { usageOfAccount } from "./account-usage.service.js";
import { KeyCalls } from "./calls-by-key.js";
import { callsByKey } from "./calls-by-key.service.js";
import { DeniedCall } from "./denied-call.js";
import { findDeniedCall } from "./denied-call.service.js";

@Resolver(() => Account)
export class AccountUsageResolver {
  @FieldResolver(() => AccountUsage, {
    description:
      "Calls with all its keys in a span of time, also with deleted ones: what it is billed for. A span that could not be told exactly is refused.",
  })
  usage(
    @Root() account: Account,
    @Ctx() context: Context,
    @Args(() => AccountUsageArgs) span: AccountUsageArgs,
  ): Promise<AccountUsage> {
    return usageOfAccount(context, account.id, span);
  }

  @FieldResolver(() => [KeyCalls], {
    description: "Which keys call an Api, the one with the most calls first, at most 100.",
  })
  callsByKey(
    @Root() account: Account,
    @Ctx() context: Context,
    @Arg("api", () => String, { description: "Code of the Api." }) api: string,
    @Arg("hours", () => Int, { nullable: true, defaultValue: 24, description: "1 to 24." }) hours: number,
  ): Promise<KeyCalls[]> {
    return callsByKey(context, account, api, hours);
  }

  @FieldResolver(() => DeniedCall, {
    nullable: true,
    description:
      "The denied call that was given this request id, of the newest 200 of each key. Calls that were denied before the token was judged right are not kept.",
  })
  deniedCall(
    @Root() account: Account,
    @Ctx() context: Context,
    @Arg("requestId", () => String, { description: "As `X-Request-Id` of the gateway's answer gave it." })
    requestId: string,
  ): Promise<DeniedCall | null> {
    return findDeniedCall(context, account, requestId);
  }
}
