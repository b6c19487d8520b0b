import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { ThrottleLimit } from "./throttle-limit.js";

@ObjectType({ description: "A limit after a change." })
export class ThrottleLimitPayload extends Payload {
  @Field(() => ThrottleLimit, { nullable: true, description: "As it is now; null when nothing changed." })
  throttleLimit: ThrottleLimit | null;
}
