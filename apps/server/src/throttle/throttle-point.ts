import { Field, Int, ObjectType } from "type-graphql";
import { DateTime } from "../graphql/scalars.js";

@ObjectType({ description: "How busy an account was on an Api for some minutes, over all gateways." })
export class ThrottlePoint {
  @Field(() => DateTime, { description: "Where these minutes begin." })
  at: Date;
  @Field(() => Int, { description: "Most calls admitted in one window." })
  admittedPeak: number;
  @Field(() => Int, { description: "Calls denied because the limit was used up." })
  throttled: number;
}
