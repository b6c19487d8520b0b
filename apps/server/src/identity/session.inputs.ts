import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Which of your sessions shall end." })
export class EndMySessionsInput {
  @Field(() => ID, { nullable: true, description: "One of them; left out: all but the one that asks." })
  id?: string | null;
}
