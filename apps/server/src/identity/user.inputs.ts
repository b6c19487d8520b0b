import { Field, InputType } from "type-graphql";

@InputType({ description: "What others see of you." })
export class SetMyNameInput {
  @Field(() => String, {
    description:
      'Your name, 1 to 100 characters; none that stands for others, as "Operator" does, and no link.',
  })
  name: string;
}
