import { Field, ObjectType } from "type-graphql";
import { ApiKey } from "../keys/api-key.entity.js";
import { Denial } from "./denial.entity.js";

@ObjectType({ description: "A call that a gateway denied, with the key that it was made with." })
export class DeniedCall {
  @Field(() => ApiKey, { description: "The key." })
  apiKey: ApiKey;
  @Field(() => Denial, { description: "Why, when, and what was called." })
  denial: Denial;
}
