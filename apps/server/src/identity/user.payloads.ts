import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { User } from "./user.entity.js";

@ObjectType({ description: "You after a change." })
export class UserPayload extends Payload {
  @Field(() => User, { nullable: true, description: "As you are now; null when nothing changed." })
  user: User | null;
}
