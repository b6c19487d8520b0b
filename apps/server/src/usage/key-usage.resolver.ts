import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Count } from "../graphql/scalars.js";
import { AddressUsage, ApiUsage, KeyUsage, UsagePoint } from "./key-usage.js";
import { byAddressOf, byApiOf, pointsOf, totalOfKey } from "./key-usage.service.js";

@Resolver(() => KeyUsage)
export class KeyUsageResolver {
  @FieldResolver(() => Count, { description: "Calls that passed." })
  async allowed(@Root() usage: KeyUsage, @Ctx() context: Context): Promise<number> {
    return (await totalOfKey(context, usage)).allowed;
  }

  @FieldResolver(() => Count, { description: "Calls that were denied." })
  async denied(@Root() usage: KeyUsage, @Ctx() context: Context): Promise<number> {
    return (await totalOfKey(context, usage)).denied;
  }

  @FieldResolver(() => [ApiUsage], { description: "Per Api, the most called first." })
  byApi(@Root() usage: KeyUsage, @Ctx() context: Context): Promise<ApiUsage[]> {
    return byApiOf(context, usage);
  }

  @FieldResolver(() => [AddressUsage], { description: "Per caller, the busiest first, at most 100." })
  byAddress(@Root() usage: KeyUsage, @Ctx() context: Context): Promise<AddressUsage[]> {
    return byAddressOf(context, usage);
  }

  @FieldResolver(() => [UsagePoint], {
    description: "Over time without gaps: hours up to 2 days, else days of UTC.",
  })
  points(@Root() usage: KeyUsage, @Ctx() context: Context): Promise<UsagePoint[]> {
    return pointsOf(context, usage);
  }
}
