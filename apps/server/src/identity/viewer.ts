import { Field, ObjectType } from "type-graphql";
import { ApiKey } from "../keys/api-key.entity.js";
import { User } from "./user.entity.js";

@ObjectType({ description: "Who asks." })
export class Viewer {
  @Field(() => User, { nullable: true, description: "The signed-in person." })
  user: User | null;
  @Field(() => ApiKey, { nullable: true, description: "The key that asks, where a key asks." })
  apiKey: ApiKey | null;
  @Field(() => Boolean, { description: "Whether the person is on the provider's staff." })
  isOperator: boolean;
  @Field(() => String, { nullable: true, description: "Where the request came from." })
  clientAddress: string | null;
  @Field(() => Boolean, { description: "Whether the person signs in with a second factor." })
  hasSecondFactor: boolean;
  @Field(() => Boolean, {
    description: "On the provider's staff, but without an operator's rights until they have a second factor.",
  })
  lacksSecondFactor: boolean;
}
