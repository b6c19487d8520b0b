import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { Session } from "./session.entity.js";

@ObjectType({ description: "Your sessions after a change." })
export class SessionsPayload extends Payload {
  @Field(() => [Session], { nullable: true, description: "Those that go on; null when nothing changed." })
  sessions: Session[] | null;
}
