import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { ThrottleLimit } from "./throttle-limit.js";
import { ThrottlePoint } from "./throttle-point.js";
import { limitAfterwardsOf, seriesOf } from "./throttle-series.service.js";

@Resolver(() => ThrottleLimit)
export class ThrottleSeriesResolver {
  @FieldResolver(() => [ThrottlePoint], {
    description:
      "Its use over the last hours without gaps: up to 3 hours in minutes, up to 48 in quarters of an hour, else in hours.",
  })
  series(
    @Root() limit: ThrottleLimit,
    @Ctx() context: Context,
    @Arg("hours", () => Int, { nullable: true, defaultValue: 24, description: "1 to 720." }) hours: number,
  ): Promise<ThrottlePoint[]> {
    return seriesOf(context, limit, hours);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "The limit that will be in force after `validUntil`; null: this one does not end.",
  })
  limitAfterwards(@Root() limit: ThrottleLimit, @Ctx() context: Context): Promise<number | null> {
    return limitAfterwardsOf(context, limit);
  }
}
