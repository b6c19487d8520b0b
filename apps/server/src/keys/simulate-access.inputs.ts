import { Field, ID, InputType } from "type-graphql";
import { DateTime } from "../graphql/scalars.js";

@InputType({ description: "A call that nobody makes." })
export class SimulateAccessInput {
  @Field(() => ID, { description: "The key that it would be made with." })
  apiKeyId: string;
  @Field(() => String, { description: "In upper case, as it would be sent." })
  method: string;
  @Field(() => String, {
    description:
      "As it would be sent, from the first slash on, at most 65,536 characters; a query takes no part.",
  })
  path: string;
  @Field(() => String, { nullable: true, description: "The caller's; left out: unknown, on no allowlist." })
  clientAddress?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: "When it would be made, under the rules of now; left out: now.",
  })
  at?: Date | null;
}
