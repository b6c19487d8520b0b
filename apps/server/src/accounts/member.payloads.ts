import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { Member } from "./member.entity.js";

@ObjectType({ description: "A member after a change." })
export class MemberPayload extends Payload {
  @Field(() => Member, { nullable: true, description: "As they are now; null when nothing changed." })
  member: Member | null;
}
