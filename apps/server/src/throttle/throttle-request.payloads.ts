import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { ThrottleRequest } from "./throttle-request.entity.js";

@ObjectType({ description: "A request after a change." })
export class ThrottleRequestPayload extends Payload {
  @Field(() => ThrottleRequest, { nullable: true, description: "As it is now; null when nothing changed." })
  throttleRequest: ThrottleRequest | null;
}
