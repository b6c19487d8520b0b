import { Field, Float, InputType, Int } from "type-graphql";

@InputType({ description: "Which requests are approved at once." })
export class SetAutoApprovalRuleInput {
  @Field(() => Boolean, { description: "Whether any is." })
  enabled: boolean;
  @Field(() => Float, { description: "Up to how many times the Api's default: 1 to 1,000." })
  upToTimesDefault: number;
  @Field(() => Float, { description: "Above which share of the limit in force the peak must be: 0 to 1." })
  peakShare: number;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
}
