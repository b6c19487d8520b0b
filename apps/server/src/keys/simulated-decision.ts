import type { DenialReason } from "@latchkey/enforcement";
import { Field, Int, ObjectType } from "type-graphql";
import { ThrottleLimit } from "../throttle/throttle-limit.js";
import { DenialReasons } from "../usage/denial.entity.js";

@ObjectType({ description: "A stage of a decision." })
export class DecisionStep {
  @Field(() => String, { description: "authenticate, admit, match, authorize or throttle, in this order." })
  name: string;
  @Field(() => Boolean, { nullable: true, description: "Null: not reached, or not judged." })
  passed: boolean | null;
  @Field(() => String, { description: "Why, in a sentence." })
  detail: string;
}

@ObjectType({
  description: "What a gateway would say to a call with the right token, its throttle left aside.",
})
export class SimulatedDecision {
  @Field(() => Boolean, { description: "Whether the call would pass." })
  allowed: boolean;
  @Field(() => DenialReasons, { nullable: true, description: "The first reason against it; null: none." })
  reason: DenialReason | null;
  @Field(() => String, { nullable: true, description: "Code of the operation, when the path has one." })
  operation: string | null;
  @Field(() => String, { nullable: true, description: "Code of the operation that the key lacks." })
  missingPermission: string | null;
  @Field(() => Int, { description: "The gateway's HTTP status." })
  status: number;
  @Field(() => [DecisionStep], { description: "All stages, those after a denial too." })
  steps: DecisionStep[];
  @Field(() => ThrottleLimit, {
    nullable: true,
    description:
      "The limit of the operation's Api as it would be then, its use as it is now; null: no operation was found.",
  })
  throttle: ThrottleLimit | null;
}
