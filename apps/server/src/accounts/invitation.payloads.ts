import { Field, ObjectType } from "type-graphql";
import { Payload } from "../graphql/payload.js";
import { Invitation } from "./invitation.entity.js";

@ObjectType({ description: "An invitation that was made." })
export class InvitationPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: "Null when nobody was invited." })
  invitation: Invitation | null;
}
