import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { ApiKey } from "./api-key.entity.js";

@ObjectType({ description: "A key after a change." })
export class ApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: "As it is now; null when nothing changed." })
  apiKey: ApiKey | null;
}

@ObjectType({ description: "A key with a new token." })
export class TokenPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: "As it is now; null when nothing changed." })
  apiKey: ApiKey | null;
  @Field(() => String, { nullable: true, description: "The new token's text: here, once, and nowhere else." })
  token: string | null;
}
