import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { Account } from "./account.entity.js";

@ObjectType({ description: "An account after a change." })
export class AccountPayload extends Payload {
  @Field(() => Account, { nullable: true, description: "As it is now; null when nothing changed." })
  account: Account | null;
}
