import { Field, ObjectType } from "type-graphql";
import { Count } from "../graphql/scalars.js";
import { ApiKey } from "../keys/api-key.entity.js";

@ObjectType({ description: "Calls with a key to one Api, as its throttle saw them." })
export class KeyCalls {
  @Field(() => ApiKey, { description: "The key." })
  apiKey: ApiKey;
  @Field(() => Count, { description: "Calls that passed: these use up the limit." })
  allowed: number;
  @Field(() => Count, { description: "Calls that were throttled." })
  throttled: number;
}
