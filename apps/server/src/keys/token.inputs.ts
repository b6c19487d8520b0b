import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "A key that gets a new token while the old one retires." })
export class RegenerateTokenInput {
  @Field(() => ID, { description: "The key." })
  id: string;
  @Field(() => Int, { nullable: true, description: "The version that you have seen; left out: any." })
  expectedVersion?: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      "How long the old token goes on working: 0 to 2,592,000; left out: 172,800, which is 48 hours.",
  })
  gracePeriodSeconds?: number | null;
  @Field(() => Boolean, { nullable: true, description: "Ends a grace period that is still open." })
  endPreviousGrace?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      "For a new token that was lost before anybody used it: it ends at once, and the old one goes on working until the end of its grace period.",
  })
  replaceActive?: boolean | null;
  @Field(() => String, { nullable: true, description: "16 to 100 characters: sent twice, done once." })
  idempotencyKey?: string | null;
}
