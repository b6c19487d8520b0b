import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Count } from "../graphql/scalars.js";
import { ThrottleLimit } from "./throttle-limit.js";
import { pendingRequestOf } from "./throttle-limit.service.js";
import { ThrottleRequest } from "./throttle-request.entity.js";
import { peakOf, throttledOf, usedOf } from "./throttle-usage.service.js";

@Resolver(() => ThrottleLimit)
export class ThrottleLimitResolver {
  @FieldResolver(() => Int, { description: "Calls admitted in the trailing window, at most 2 s ago." })
  used(@Root() limit: ThrottleLimit, @Ctx() context: Context): Promise<number> {
    return usedOf(context, limit);
  }

  @FieldResolver(() => Int, { description: "Most calls admitted in one window." })
  peak(
    @Root() limit: ThrottleLimit,
    @Ctx() context: Context,
    @Arg("days", () => Int, { nullable: true, defaultValue: 7, description: "1 to 90." }) days: number,
  ): Promise<number> {
    return peakOf(context, limit, days);
  }

  @FieldResolver(() => Count, { description: "Calls denied because the limit was used up." })
  throttled(
    @Root() limit: ThrottleLimit,
    @Ctx() context: Context,
    @Arg("days", () => Int, { nullable: true, defaultValue: 7, description: "1 to 90." }) days: number,
  ): Promise<number> {
    return throttledOf(context, limit, days);
  }

  @FieldResolver(() => ThrottleRequest, {
    nullable: true,
    description: "The request that waits for a decision.",
  })
  pendingRequest(@Root() limit: ThrottleLimit, @Ctx() context: Context): Promise<ThrottleRequest | null> {
    return pendingRequestOf(context, limit);
  }
}
