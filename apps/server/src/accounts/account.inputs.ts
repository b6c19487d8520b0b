import { Field, InputType } from "type-graphql";

@InputType({ description: "Suspends an account, or ends its suspension." })
export class SetAccountSuspendedInput {
  @Field(() => String, { description: "The account." })
  accountSid: string;
  @Field(() => Boolean, { description: "True: every call with its keys is denied." })
  suspended: boolean;
  @Field(() => String, { description: "1 to 2,000 characters; its members read it in the audit." })
  reason: string;
}
