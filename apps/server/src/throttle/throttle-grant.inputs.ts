import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "A granted limit that is ended before its time." })
export class EndThrottleGrantInput {
  @Field(() => String, { description: "The account." })
  accountSid: string;
  @Field(() => String, { description: "Code of the Api." })
  api: string;
  @Field(() => ID, {
    nullable: true,
    description: "The grant in force that you have seen; left out: whichever is.",
  })
  grantId?: string | null;
  @Field(() => String, { nullable: true, description: "Why, for the audit: at most 500 characters." })
  note?: string | null;
}
