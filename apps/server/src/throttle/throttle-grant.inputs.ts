import { Field, InputType } from "type-graphql";

@InputType({ description: "A granted limit that is ended before its time." })
export class EndThrottleGrantInput {
  @Field(() => String, { description: "The account." })
  accountSid: string;
  @Field(() => String, { description: "Code of the Api." })
  api: string;
  @Field(() => String, { nullable: true, description: "Why, for the audit: at most 500 characters." })
  note?: string | null;
}
