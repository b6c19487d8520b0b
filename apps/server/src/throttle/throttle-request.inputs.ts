import { Field, ID, InputType, Int } from "type-graphql";
import { DateTime } from "../graphql/scalars.js";

@InputType({ description: "An ask for another limit." })
export class RequestThrottleLimitInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The account; left out: the only one of who asks. Operators name the account that they ask for.",
  })
  accountSid?: string | null;
  @Field(() => String, { description: "Code of the Api." })
  api: string;
  @Field(() => Int, { description: "Calls per window: 1 to 1,000,000." })
  limit: number;
  @Field(() => String, { description: "Why it is needed: 1 to 2,000 characters." })
  reason: string;
  @Field(() => DateTime, { nullable: true, description: "Until when; left out: for ever." })
  validUntil?: Date | null;
  @Field(() => String, { nullable: true, description: "16 to 100 characters: sent twice, done once." })
  idempotencyKey?: string | null;
}

@InputType({ description: "A request to act on." })
export class ThrottleRequestActionInput {
  @Field(() => ID, { description: "The request." })
  id: string;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
}

@InputType({ description: "A request that is granted, as it was asked or otherwise." })
export class ApproveThrottleRequestInput extends ThrottleRequestActionInput {
  @Field(() => Int, {
    nullable: true,
    description: "Calls per window: 1 to 1,000,000; left out or null: as asked.",
  })
  grantedLimit?: number | null;
  @Field(() => DateTime, {
    nullable: true,
    description: "When the grant ends; left out: as asked; null: never.",
  })
  validUntil?: Date | null;
  @Field(() => String, { nullable: true, description: "For the account, at most 500 characters." })
  note?: string | null;
}

@InputType({ description: "A request that is refused." })
export class DeclineThrottleRequestInput extends ThrottleRequestActionInput {
  @Field(() => String, { description: "Why, for the account: 1 to 500 characters." })
  note: string;
}
