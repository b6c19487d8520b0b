import { Field, InputType } from "type-graphql";

@InputType({ description: "A further account, and who owns it." })
export class CreateAccountInput {
  @Field(() => String, {
    description: "Its name in API paths, which stays: 1 to 64 letters, digits, `_` or `-`, compared exactly.",
  })
  sid: string;
  @Field(() => String, {
    nullable: true,
    description: "For people: a line of 1 to 100 characters; left out: made of the sid.",
  })
  name?: string | null;
  @Field(() => String, {
    description: "The owner's, who is told by mail. Somebody new chooses a password then.",
  })
  ownerEmail: string;
}

@InputType({ description: "Another name for an account." })
export class RenameAccountInput {
  @Field(() => String, { nullable: true, description: "The account; left out: the only one of who asks." })
  accountSid?: string | null;
  @Field(() => String, { description: "For people: a line of 1 to 100 characters." })
  name: string;
}

@InputType({ description: "Suspends an account, or ends its suspension." })
export class SetAccountSuspendedInput {
  @Field(() => String, { description: "The account." })
  accountSid: string;
  @Field(() => Boolean, { description: "True: every call with its keys is denied." })
  suspended: boolean;
  @Field(() => String, { description: "1 to 2,000 characters; its members read it in the audit." })
  reason: string;
}
