import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { Api } from "./api.entity.js";

@ObjectType({ description: "An Api after a change." })
export class ApiPayload extends Payload {
  @Field(() => Api, { nullable: true, description: "As it is now; null when nothing changed." })
  api: Api | null;
}
